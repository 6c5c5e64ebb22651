package io.faye.engine;

import io.faye.protocol.log.RateLimitedLog;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log lines of a {@link MemoryBudget}: one of each kind a second at most, with the number of lines left out. */
final class MemoryLog {

    private static final Logger LOG = LoggerFactory.getLogger(MemoryBudget.class);

    private final RateLimitedLog lines = new RateLimitedLog(MemoryBudget.class);

    static String mebibytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f", bytes / (double) (1 << 20));
    }

    void refused(long bytes, String subject, MemoryUsage usage) {
        lines.warn(
                "refused",
                "Memory is short; refused a request (bytes={}, subject={}, used={}, similar lines left out={}); "
                        + "see --max-memory",
                bytes,
                subject,
                usage);
    }

    /**
     * The largest holders were evicted.
     *
     * @param count how many
     * @param largest the one that held most
     * @param bytes what that one held
     */
    void evicted(int count, MemoryHolder largest, long bytes, MemoryUsage usage) {
        lines.warn(
                "evicted",
                "Memory was short; ended what held most (ended={}, largest={}, bytes={}, now used={}, "
                        + "similar lines left out={}); see --max-memory",
                count,
                largest,
                bytes,
                usage);
    }

    void failed(MemoryHolder holder, Throwable fault) {
        LOG.error("Could not evict {}; continuing with the next", holder, fault);
    }
}
