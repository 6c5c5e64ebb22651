package io.faye.engine;

/**
 * The limits that an engine enforces. They hold for the service, that is for all processes on one store together.
 *
 * @param queue how much one session's queue holds
 * @param maxSessions how many sessions the service has at most; {@link Integer#MAX_VALUE} for no limit
 * @param maxSubscriptions how many subscriptions one session has at most; {@link Integer#MAX_VALUE} for no limit
 */
public record EngineLimits(QueueLimits queue, int maxSessions, int maxSubscriptions) {

    /** {@link QueueLimits#DEFAULT}, 100,000 sessions, and 10,000 subscriptions for each session. */
    public static final EngineLimits DEFAULT = new EngineLimits(QueueLimits.DEFAULT, 100_000, 10_000);

    /**
     * Creates limits.
     *
     * @param queue how much one session's queue holds
     * @param maxSessions 1 or more
     * @param maxSubscriptions 1 or more
     * @throws IllegalArgumentException if a number is lower than 1
     */
    public EngineLimits {
        if (maxSessions < 1 || maxSubscriptions < 1) {
            throw new IllegalArgumentException("Expected limits of 1 or more, but got " + maxSessions + " sessions and "
                    + maxSubscriptions + " subscriptions");
        }
    }

    /**
     * {@return these limits with other limits for queues}
     *
     * @param limits the limits of one session's queue
     */
    public EngineLimits withQueue(QueueLimits limits) {
        return new EngineLimits(limits, maxSessions, maxSubscriptions);
    }

    /**
     * {@return these limits with another number of sessions}
     *
     * @param sessions 1 or more; {@link Integer#MAX_VALUE} for no limit
     */
    public EngineLimits withMaxSessions(int sessions) {
        return new EngineLimits(queue, sessions, maxSubscriptions);
    }

    /**
     * {@return these limits with another number of subscriptions for each session}
     *
     * @param subscriptions 1 or more; {@link Integer#MAX_VALUE} for no limit
     */
    public EngineLimits withMaxSubscriptions(int subscriptions) {
        return new EngineLimits(queue, maxSessions, subscriptions);
    }
}
