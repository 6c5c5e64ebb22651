package io.faye.engine.redis.log;

import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts the entries that could not be read or applied, and logs some of them. */
public final class SkippedEntries {

    private static final Logger LOG = LoggerFactory.getLogger(SkippedEntries.class);
    private static final long PAUSE_NANOS = 1_000_000_000;
    private static final AtomicLong COUNT = new AtomicLong();
    private static final AtomicLong LOGGED = new AtomicLong(System.nanoTime() - PAUSE_NANOS);

    private SkippedEntries() {}

    /** An entry is skipped, which no other entry notices. */
    public static void skip(LogId id, Throwable reason) {
        long count = COUNT.incrementAndGet();
        long last = LOGGED.get();
        long now = System.nanoTime();
        if (now - last >= PAUSE_NANOS && LOGGED.compareAndSet(last, now)) {
            LOG.error("An entry of the log is skipped (id={}, skipped={}, reason={})", id, count, reason.toString());
            LOG.debug("Why entry {} is skipped", id, reason);
        }
    }
}
