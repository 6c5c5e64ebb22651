package io.faye.protocol;

import java.util.List;

/**
 * A refusal, as Bayeux 1.0 writes it: {@code 401:abc:Unknown client}. Codes and texts are those of Faye; the others
 * (400, 407, 500, 503) are of the same form.
 *
 * @param code three digits; below 500 the sender has to change something, from 500 on it may try again
 * @param arguments what the refusal is about, put into the text as they are
 * @param text what a person reads
 */
public record BayeuxError(int code, List<String> arguments, String text) {

    /**
     * Makes a refusal.
     *
     * @param code three digits
     * @param arguments what the refusal is about
     * @param text what a person reads
     * @throws IllegalArgumentException if the code does not have three digits
     */
    public BayeuxError {
        if (code < 100 || code > 999) {
            throw new IllegalArgumentException("Expected a code of three digits, but got " + code);
        }
        arguments = List.copyOf(arguments);
    }

    /**
     * {@return none of the connection types a client named is known}
     *
     * @param names what the client named
     */
    public static BayeuxError connectionTypesNotSupported(List<String> names) {
        return new BayeuxError(301, names, "Connection types not supported");
    }

    /**
     * {@return a limit was passed}
     *
     * @param what the thing of which there was too much
     */
    public static BayeuxError badRequest(String what) {
        return new BayeuxError(400, List.of(what), "Bad request");
    }

    /**
     * {@return the session does not exist or has ended}
     *
     * @param id what the client gave as its id
     */
    public static BayeuxError unknownClient(String id) {
        return new BayeuxError(401, List.of(id), "Unknown client");
    }

    /**
     * {@return a field is missing or of the wrong type}
     *
     * @param name the field's name
     */
    public static BayeuxError missingParameter(String name) {
        return new BayeuxError(402, List.of(name), "Missing required parameter");
    }

    /**
     * {@return the channel is not the sender's to use}
     *
     * @param channel the channel's name
     */
    public static BayeuxError forbiddenChannel(String channel) {
        return new BayeuxError(403, List.of(channel), "Forbidden channel");
    }

    /**
     * {@return the name is not one of a channel}
     *
     * @param channel what was given as a name
     */
    public static BayeuxError invalidChannel(String channel) {
        return new BayeuxError(405, List.of(channel), "Invalid channel");
    }

    /**
     * {@return the engine did not accept a message}
     *
     * @param channel the channel's name
     */
    public static BayeuxError failedToPublish(String channel) {
        return new BayeuxError(407, List.of(channel), "Failed to publish");
    }

    /**
     * {@return the sender, its user or its address has as many as it may have}
     *
     * @param what the things of which there are too many
     */
    public static BayeuxError tooMany(String what) {
        return new BayeuxError(429, List.of(what), "Too many " + what);
    }

    /**
     * {@return a message, or the request that it came in, is longer than the server takes}
     *
     * @param limit how many bytes the server takes
     */
    public static BayeuxError tooLarge(long limit) {
        return new BayeuxError(413, List.of("message", Long.toString(limit)), "Message too large");
    }

    /** {@return the server, an extension or the engine failed} */
    public static BayeuxError internal() {
        return new BayeuxError(500, List.of(), "Internal server error");
    }

    /**
     * {@return the server has not enough of something at the moment; the sender may try again later}
     *
     * @param what the thing of which there is not enough
     */
    public static BayeuxError unavailable(String what) {
        return new BayeuxError(503, List.of(what), "Service unavailable");
    }

    /** {@return the refusal as it goes over the wire: code, arguments and text, with colons between} */
    @Override
    public String toString() {
        return code + ":" + String.join(",", arguments) + ":" + text;
    }
}
