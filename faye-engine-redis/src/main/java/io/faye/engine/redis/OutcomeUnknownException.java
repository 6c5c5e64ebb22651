package io.faye.engine.redis;

import io.faye.engine.EngineException;

/** Says that the connection broke after a command was sent and before it was answered. */
final class OutcomeUnknownException extends EngineException {

    private static final long serialVersionUID = 1;

    OutcomeUnknownException(Throwable cause) {
        super("The connection to Redis broke; the outcome is unknown", cause);
    }
}
