package io.faye.engine.redis.client;

import io.faye.engine.EngineException;

/** The connection broke after a command was sent and before it was answered. */
public final class OutcomeUnknownException extends EngineException {

    private static final long serialVersionUID = 1;

    /** Creates a fault. */
    public OutcomeUnknownException(String reason, Throwable cause) {
        super(reason + "; the outcome is unknown", cause);
    }
}
