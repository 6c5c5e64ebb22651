package io.faye.engine.redis.client;

import java.time.Duration;
import java.util.List;

/** A connection for one thread, whose calls block until Redis has answered. */
public interface RedisConnection extends AutoCloseable {

    /** How long a call may ask Redis to wait until there is something to read. */
    Duration LONGEST_BLOCK = Duration.ofSeconds(1);

    /**
     * {@return the reply: a number, bytes, a list of these, or nothing if it is an empty list}
     *
     * @throws RedisException if the connection breaks, or Redis refuses the call
     */
    default Object execute(Call call) {
        return execute(List.of(call)).get(0);
    }

    /**
     * {@return the replies to calls that are sent at once, each as above}
     *
     * @throws RedisException if the connection breaks, or Redis refuses a call; the others may have been done
     */
    List<Object> execute(List<Call> calls);

    /** Closes the connection; from any thread. A call that is under way fails. */
    @Override
    void close();
}
