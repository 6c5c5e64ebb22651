package io.faye.server;

import io.faye.protocol.BayeuxError;
import io.faye.protocol.Json;
import java.util.Map;

/** The answer to a call. */
public sealed interface ServiceReply {

    /**
     * {@return the result of a call} The client gets it with {@code successful: true}.
     *
     * @param data what {@link Json#of} takes; {@link Json#NULL} for nothing
     * @throws IllegalArgumentException if the data cannot be written as JSON
     */
    static ServiceReply success(Object data) {
        return new Success(Json.of(data));
    }

    /**
     * {@return a refusal} The client gets it with {@code successful: false} and the error, and with data that has the error's
     * text as {@code message}, where clients of CometD look for it.
     *
     * @param error why
     */
    static ServiceReply refusal(BayeuxError error) {
        return new Refusal(error, Json.of(Map.of("message", error.toString())));
    }

    /**
     * {@return a refusal with data of your own}
     *
     * @param error why
     * @param data what {@link Json#of} takes
     * @throws IllegalArgumentException if the data cannot be written as JSON
     */
    static ServiceReply refusal(BayeuxError error, Object data) {
        return new Refusal(error, Json.of(data));
    }

    /** {@return what the client gets as data} */
    Json data();

    /**
     * The result of a call.
     *
     * @param data what the client gets
     */
    record Success(Json data) implements ServiceReply {}

    /**
     * A call was refused.
     *
     * @param error why
     * @param data what the client gets beside the error
     */
    record Refusal(BayeuxError error, Json data) implements ServiceReply {}
}
