package io.faye.engine;

/**
 * The limits of one session's queue, and what happens to a queue that exceeds one of them.
 *
 * @param maxMessages how many messages at most
 * @param maxBytes how many bytes of JSON at most, as {@code Message.toJson().length()} counts them
 * @param policy what happens to a queue that exceeds a limit
 */
public record QueueLimits(int maxMessages, long maxBytes, Policy policy) {

    /** 10,000 messages or 8 MiB, then the session ends. */
    public static final QueueLimits DEFAULT = new QueueLimits(10_000, 8L << 20, Policy.END_SESSION);

    /**
     * Creates limits.
     *
     * @param maxMessages 1 or more
     * @param maxBytes 1 or more
     * @param policy what happens to a queue that exceeds a limit
     * @throws IllegalArgumentException if a number is lower than 1
     */
    public QueueLimits {
        if (maxMessages < 1 || maxBytes < 1) {
            throw new IllegalArgumentException(
                    "Expected queue limits of 1 or more, but got " + maxMessages + " messages, " + maxBytes + " bytes");
        }
    }

    /** What happens to a queue that exceeds a limit. */
    public enum Policy {
        /** The session ends, so that the client learns that it misses messages. */
        END_SESSION,
        /**
         * The engine drops the oldest messages until the queue keeps both limits. A message that exceeds {@code maxBytes}
         * alone is dropped too; the queue is empty then.
         */
        DROP_OLDEST
    }
}
