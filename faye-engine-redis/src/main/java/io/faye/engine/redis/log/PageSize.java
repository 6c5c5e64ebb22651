package io.faye.engine.redis.log;

/**
 * How many entries to ask for, so that a page has some MiB: Redis counts entries, not bytes. A reader that finds larger
 * entries asks for fewer at once, and grows slowly again.
 */
public final class PageSize {

    private static final int FEWEST = 4;
    private static final int MOST = 128;
    private static final long WANTED_BYTES = 4L << 20;

    private int count = MOST / 2;

    /** {@return how many to ask for now} */
    public int next() {
        return count;
    }

    /** A page was read. */
    public void read(int entries, long bytes) {
        long fitting = bytes == 0 ? MOST : Math.max(1, entries) * WANTED_BYTES / bytes;
        count = (int) Math.max(FEWEST, Math.min(fitting, Math.min(MOST, 2L * count)));
    }

    /** Reading failed, perhaps for lack of memory. */
    public void failed() {
        count = FEWEST;
    }
}
