package io.faye.engine.redis.log;

/**
 * The id of an entry in the log, which grows from one entry to the next.
 *
 * @param millis Redis' time
 * @param sequence tells those of one millisecond apart
 */
public record LogId(long millis, long sequence) implements Comparable<LogId> {

    public static final LogId NONE = new LogId(0, 0);

    public static LogId parse(String text) {
        int dash = text.indexOf('-');
        return new LogId(Long.parseLong(text, 0, dash, 10), Long.parseLong(text, dash + 1, text.length(), 10));
    }

    public boolean isAfter(LogId other) {
        return compareTo(other) > 0;
    }

    /** {@return the greatest id that is smaller} */
    public LogId predecessor() {
        return sequence > 0 ? new LogId(millis, sequence - 1) : new LogId(millis - 1, Long.MAX_VALUE);
    }

    /** {@return the smallest id that is greater} */
    LogId successor() {
        return sequence < Long.MAX_VALUE ? new LogId(millis, sequence + 1) : new LogId(millis + 1, 0);
    }

    public static LogId max(LogId one, LogId other) {
        return one.isAfter(other) ? one : other;
    }

    public static LogId min(LogId one, LogId other) {
        return one.isAfter(other) ? other : one;
    }

    @Override
    public int compareTo(LogId other) {
        int byTime = Long.compare(millis, other.millis);
        return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
    }

    /** {@return the id as Redis writes it} */
    @Override
    public String toString() {
        return millis + "-" + sequence;
    }
}
