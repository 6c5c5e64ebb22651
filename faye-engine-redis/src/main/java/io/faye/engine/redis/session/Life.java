package io.faye.engine.redis.session;

import java.time.Duration;

/**
 * How long things last.
 *
 * @param timeout how long the server holds a connect
 * @param retention how long the log is kept
 * @param longestLog how many entries it may have
 */
public record Life(Duration timeout, Duration retention, long longestLog) {

    private static final Duration MARGIN = Duration.ofSeconds(10);
    private static final Duration SHORTEST_KEEP = Duration.ofHours(1);

    /** The default retention outlasts any session: one that was pinged long ago and is attached again misses nothing. */
    public static Life of(Duration timeout, Duration retention, long longestLog) {
        Duration kept =
                retention.isZero() ? timeout.multipliedBy(7).dividedBy(2).plus(MARGIN) : retention;
        return new Life(timeout, kept, longestLog);
    }

    /** {@return how long a session lives after its last ping} */
    public long sessionMillis() {
        return timeout.multipliedBy(2).toMillis();
    }

    /** {@return how long after an outage no session expires} */
    public long graceMillis() {
        return timeout.multipliedBy(3).dividedBy(2).toMillis();
    }

    /** {@return after what time Redis may drop what no process cares for any more} */
    public long keepMillis() {
        Duration long4 = timeout.multipliedBy(4);
        return (long4.compareTo(SHORTEST_KEEP) > 0 ? long4 : SHORTEST_KEEP).toMillis();
    }

    public long retentionMillis() {
        return retention.toMillis();
    }

    /** {@return how old a checkpoint may get} */
    public long checkpointMillis() {
        return timeout.dividedBy(2).toMillis();
    }
}
