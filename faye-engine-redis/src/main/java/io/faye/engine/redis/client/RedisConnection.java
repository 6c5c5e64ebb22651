package io.faye.engine.redis.client;

import java.time.Duration;

/** A connection for one thread, whose calls block until Redis has answered. */
public interface RedisConnection extends AutoCloseable {

    /** How long a call may ask Redis to wait until there is something to read. */
    Duration LONGEST_BLOCK = Duration.ofSeconds(1);

    /**
     * {@return the reply: a number, bytes, a list of these, or nothing if it is an empty list}
     *
     * @throws RedisUnavailableException if the connection breaks or Redis is not the one that takes writes
     * @throws RedisRefusedException if Redis refuses the call
     */
    Object execute(Call call);

    /** Closes the connection; from any thread. A call that is under way fails. */
    @Override
    void close();
}
