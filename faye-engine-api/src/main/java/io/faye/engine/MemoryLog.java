package io.faye.engine;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log lines of a {@link MemoryBudget}: one of each kind a second at most, with the number of lines left out. */
final class MemoryLog {

    private static final Logger LOG = LoggerFactory.getLogger(MemoryBudget.class);
    private static final long PERIOD = TimeUnit.SECONDS.toNanos(1);

    private final Line refusals = new Line();
    private final Line evictions = new Line();

    static String mebibytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f", bytes / (double) (1 << 20));
    }

    void refused(long bytes, String subject, MemoryUsage usage) {
        if (refusals.isDue()) {
            LOG.warn(
                    "Memory is short; refused a request (bytes={}, subject={}, used={}, similar lines left out={}); "
                            + "see --max-memory",
                    bytes,
                    subject,
                    usage,
                    refusals.takeLeftOut());
        }
    }

    /**
     * The largest holders were evicted.
     *
     * @param count how many
     * @param largest the one that held most
     * @param bytes what that one held
     */
    void evicted(int count, MemoryHolder largest, long bytes, MemoryUsage usage) {
        if (evictions.isDue()) {
            LOG.warn(
                    "Memory was short; ended what held most (ended={}, largest={}, bytes={}, now used={}, "
                            + "similar lines left out={}); see --max-memory",
                    count,
                    largest,
                    bytes,
                    usage,
                    evictions.takeLeftOut());
        }
    }

    void failed(MemoryHolder holder, Throwable fault) {
        LOG.error("Could not evict {}; continuing with the next", holder, fault);
    }

    /** Decides whether a line of one kind may be written. */
    private static final class Line {

        private final AtomicLong due = new AtomicLong(System.nanoTime());
        private final AtomicLong leftOut = new AtomicLong();

        boolean isDue() {
            long now = System.nanoTime();
            long time = due.get();
            boolean isDue = now - time >= 0 && due.compareAndSet(time, now + PERIOD);
            if (!isDue) {
                leftOut.incrementAndGet();
            }
            return isDue;
        }

        long takeLeftOut() {
            return leftOut.getAndSet(0);
        }
    }
}
