package io.faye.metrics;

import io.faye.protocol.BayeuxError;
import java.util.Set;

/**
 * Why a message was refused, as values of tags. Arguments of errors may be what a client sent, and extensions have codes of their
 * own, so both count by name only if they are among those that the server knows.
 *
 * @param code Bayeux' code, or {@code other}
 * @param limit what there was too much of, or {@code none}
 */
record Refusal(String code, String limit) {

    private static final Set<Integer> CODES =
            Set.of(301, 400, 401, 402, 403, 404, 405, 407, 409, 413, 415, 422, 429, 500, 503);
    private static final Set<Integer> CODES_OF_LIMITS = Set.of(400, 413, 429, 503);
    private static final Set<String> LIMITS = Set.of(
            "bytes",
            "calls",
            "channel",
            "data",
            "handshakes",
            "id",
            "memory",
            "message",
            "messages",
            "names",
            "nesting",
            "sessions",
            "subscriptions");

    static Refusal of(BayeuxError error) {
        String code = CODES.contains(error.code()) ? Integer.toString(error.code()) : "other";
        boolean passesLimit = CODES_OF_LIMITS.contains(error.code())
                && !error.arguments().isEmpty()
                && LIMITS.contains(error.arguments().get(0));
        return new Refusal(code, passesLimit ? error.arguments().get(0) : "none");
    }
}
