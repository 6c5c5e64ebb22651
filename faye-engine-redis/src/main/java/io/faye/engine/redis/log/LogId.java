package io.faye.engine.redis.log;

/**
 * An id in the log, which grows from one entry to the next and, within an entry, from one message to the next.
 *
 * @param millis Redis' time
 * @param sequence tells entries of one millisecond apart
 * @param part the number of a message in its entry, from 1; {@link #WHOLE} for an entry and all that is in it
 */
public record LogId(long millis, long sequence, int part) implements Comparable<LogId> {

    static final int WHOLE = Integer.MAX_VALUE;

    public static final LogId NONE = new LogId(0, 0);

    /** Creates the id of an entry. */
    public LogId(long millis, long sequence) {
        this(millis, sequence, WHOLE);
    }

    /** {@return the id that {@link #toString} has written} */
    public static LogId parse(String text) {
        int dash = text.indexOf('-');
        int dot = text.indexOf('.', dash);
        int end = dot < 0 ? text.length() : dot;
        int part = dot < 0 ? WHOLE : Integer.parseInt(text, dot + 1, text.length(), 10);
        return new LogId(Long.parseLong(text, 0, dash, 10), Long.parseLong(text, dash + 1, end, 10), part);
    }

    /** {@return the id of a message of this entry} */
    LogId part(int number) {
        return new LogId(millis, sequence, number);
    }

    public boolean isAfter(LogId other) {
        return compareTo(other) > 0;
    }

    /** {@return the greatest id that is smaller} */
    public LogId predecessor() {
        return part(part - 1);
    }

    /** {@return from where Redis has to read to find all that is after this id, which may be a part of an entry} */
    public String bound() {
        return part == WHOLE ? "(" + this : millis + "-" + sequence;
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
        int byEntry = byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
        return byEntry != 0 ? byEntry : Integer.compare(part, other.part);
    }

    /** {@return the id of an entry as Redis writes it; the number of a message follows after a dot} */
    @Override
    public String toString() {
        String entry = millis + "-" + sequence;
        return part == WHOLE ? entry : entry + "." + part;
    }
}
