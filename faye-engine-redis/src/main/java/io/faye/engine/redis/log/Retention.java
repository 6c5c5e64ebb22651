package io.faye.engine.redis.log;

import java.time.Duration;

/**
 * How much of the log is kept.
 *
 * @param time how long entries are kept
 * @param entries how many there may be at most, whatever their age
 * @param bytes how many bytes they may have at most; 0 for half of Redis' {@code maxmemory}, or 1 GiB if it has none
 */
public record Retention(Duration time, long entries, long bytes) {

    private static final long DEFAULT_BYTES = 1L << 30;

    /**
     * {@return how many bytes the log may have}
     *
     * @param memory how many Redis may have, 0 if there is no limit
     */
    long bytes(long memory) {
        if (bytes > 0) {
            return bytes;
        }
        return memory > 0 ? memory / 2 : DEFAULT_BYTES;
    }
}
