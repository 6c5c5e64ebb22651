package io.faye.auth;

import io.faye.protocol.Json;
import io.faye.protocol.Message;
import io.faye.protocol.Message.Field;
import java.util.List;
import java.util.Optional;

/** Reads what a message subscribes to as the server does. */
final class Subscriptions {

    private static final String UNKNOWN_CLIENT = "401:";
    private static final String FAULT = "500:";

    private Subscriptions() {}

    /** {@return the names in a message's {@code subscription}, one or an array; what is no string is left out} */
    static List<String> names(Message message) {
        return message.field(Field.SUBSCRIPTION).stream()
                .flatMap(listed ->
                        listed.kind() == Json.Kind.ARRAY ? listed.elements().stream() : List.of(listed).stream())
                .flatMap(name -> name.asString().stream())
                .toList();
    }

    /** {@return what a session holds after the server's answer} Where that does not say, what it may hold. */
    static List<String> held(Optional<Message> answer) {
        return answer.map(reply -> reply.isSuccessful() ? names(reply) : heldInSpite(reply))
                .orElse(List.of());
    }

    /** {@return what a session holds no more after the server's answer} */
    static List<String> left(Optional<Message> answer) {
        return answer.filter(Message::isSuccessful).map(Subscriptions::names).orElse(List.of());
    }

    /** The server takes names in turn until it refuses one, and its answer names that one if it is wrong in itself. */
    private static List<String> heldInSpite(Message reply) {
        List<String> names = names(reply);
        String error = reply.error().orElse("");
        if (error.startsWith(UNKNOWN_CLIENT)) {
            return List.of();
        }
        int refused = names.indexOf(argument(error));
        boolean alone = names.size() == 1 && !error.startsWith(FAULT);
        return alone ? List.of() : names.subList(0, refused < 0 ? names.size() : refused);
    }

    private static String argument(String error) {
        return error.substring(error.indexOf(':') + 1, Math.max(error.indexOf(':') + 1, error.lastIndexOf(':')));
    }
}
