package io.faye.engine.redis.client;

import io.faye.engine.EngineException;

/** Redis cannot be reached. */
public final class RedisUnavailableException extends EngineException {

    private static final long serialVersionUID = 1;

    RedisUnavailableException(RedisAddress address, String reason, Throwable cause) {
        super("Redis at " + address + " " + reason, cause);
    }

    static RedisUnavailableException of(RedisAddress address, Throwable fault) {
        return new RedisUnavailableException(address, "does not answer: " + reason(fault), fault);
    }

    /** {@return what the first cause says} */
    private static String reason(Throwable fault) {
        Throwable first = fault;
        while (first.getCause() != null) {
            first = first.getCause();
        }
        String name = first.getClass().getSimpleName();
        return first.getMessage() == null ? name : name + ": " + first.getMessage();
    }
}
