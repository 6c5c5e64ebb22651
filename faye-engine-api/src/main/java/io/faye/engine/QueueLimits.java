package io.faye.engine;

/**
 * How much may wait for one client.
 *
 * @param maxMessages how many messages
 * @param maxBytes how many bytes of JSON
 * @param policy what happens when there is more
 */
public record QueueLimits(int maxMessages, long maxBytes, Policy policy) {

    /** 10,000 messages or 8 MiB, then the session ends. */
    public static final QueueLimits DEFAULT = new QueueLimits(10_000, 8L << 20, Policy.END_SESSION);

    /**
     * Makes limits.
     *
     * @param maxMessages at least 1
     * @param maxBytes at least 1
     * @param policy what happens when there is more
     * @throws IllegalArgumentException if a figure is lower
     */
    public QueueLimits {
        if (maxMessages < 1 || maxBytes < 1) {
            throw new IllegalArgumentException(
                    "Expected queue limits of 1 or more, but got " + maxMessages + " messages, " + maxBytes + " bytes");
        }
    }

    /** What happens to a queue past its limit. */
    public enum Policy {
        /** The session ends, so that the client knows that it missed something. */
        END_SESSION,
        /** The oldest messages go, until the rest is within the limit. */
        DROP_OLDEST
    }
}
