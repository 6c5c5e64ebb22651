package io.faye.engine.redis.session;

import java.time.Duration;

/**
 * How long things last.
 *
 * @param timeout how long the server holds a connect
 */
public record Lifetimes(Duration timeout) {

    private static final Duration LEASE = Duration.ofSeconds(5);
    private static final Duration SHORTEST_KEEP = Duration.ofHours(1);

    /** {@return how long a session lives after its last ping that Redis knows of} */
    public long sessionMillis() {
        return timeout.multipliedBy(2).toMillis() + renewalMillis();
    }

    /** {@return for how long Redis need not know of further pings} */
    long renewalMillis() {
        return timeout.dividedBy(8).toMillis();
    }

    /** {@return how long a process counts as living after its last sign of life} */
    public long leaseMillis() {
        return LEASE.toMillis();
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

    /** {@return how old a checkpoint may get} */
    public long checkpointMillis() {
        return timeout.dividedBy(2).toMillis();
    }
}
