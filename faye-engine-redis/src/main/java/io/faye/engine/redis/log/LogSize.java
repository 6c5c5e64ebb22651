package io.faye.engine.redis.log;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * How many bytes the log has, and where to cut it so that fewer stay. Redis does not count them; this process counts
 * those that it reads, and estimates those of before. Not safe for threads.
 */
public final class LogSize {

    /** What an entry takes beside its fields' values. */
    private static final long OVERHEAD = 60;

    private static final int MARKS = 256;

    private final Deque<Mark> marks = new ArrayDeque<>();
    private LogId oldest;
    private LogId start;
    private long before;
    private long read;
    private long gone;

    /** What had been read up to an entry. */
    private record Mark(LogId id, long read) {}

    /**
     * Begins to count.
     *
     * @param before the bytes between {@code oldest} and {@code start}, roughly
     */
    LogSize(LogId oldest, LogId start, long before) {
        this.oldest = oldest;
        this.start = start;
        this.before = before;
    }

    /** {@return what counts on from where a process begins} */
    public static LogSize of(LogState start, long bytes) {
        return new LogSize(start.oldest(), start.newest(), bytes);
    }

    /** The log was emptied, and begins anew. */
    void restart(LogId from) {
        marks.clear();
        oldest = from;
        start = from;
        before = 0;
        gone = read;
    }

    void add(LogPage page, long most) {
        read += page.bytes() + OVERHEAD * page.count();
        if (marks.isEmpty() || read - marks.getLast().read() >= most / MARKS) {
            marks.addLast(new Mark(page.newest(), read));
        }
        while (marks.size() > 1 && read - marks.getFirst().read() > 2 * most) {
            marks.removeFirst();
        }
    }

    /** {@return how many bytes were read so far} */
    long read() {
        return read;
    }

    /** {@return the id before which the log is to be cut, so that about so many bytes stay; empty if it has no more} */
    Optional<LogId> cut(long most) {
        if (read - gone > most) {
            return marks.stream()
                    .filter(mark -> read - mark.read() <= most)
                    .map(mark -> mark.id().successor())
                    .findFirst();
        }
        long tooMany = before + read - gone - most;
        if (before == 0 || tooMany <= 0) {
            return Optional.empty();
        }
        // The entries of before are taken to be alike.
        double share = (double) tooMany / before;
        long millis = oldest.millis() + (long) (share * (start.millis() - oldest.millis()));
        return Optional.of(new LogId(Math.min(millis + 1, start.millis()), 0));
    }

    /** The log was cut, and has nothing before an id. */
    void cutTo(LogId id) {
        if (before > 0 && id.isAfter(oldest)) {
            double left = Math.max(0, start.millis() - id.millis());
            before = (long) (before * left / Math.max(1, start.millis() - oldest.millis()));
            oldest = id;
        }
        while (!marks.isEmpty() && id.isAfter(marks.getFirst().id())) {
            gone = marks.removeFirst().read();
        }
    }
}
