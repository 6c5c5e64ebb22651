package io.faye.auth.support;

import io.faye.protocol.Json;
import io.faye.protocol.Message;
import io.faye.protocol.Message.Field;
import java.util.List;
import java.util.Optional;

/** Reads the {@code subscription} field of messages as the server does. */
public final class SubscriptionFields {

    private static final String UNKNOWN_CLIENT = "401:";
    private static final String FAULT = "500:";

    private SubscriptionFields() {}

    /** {@return the names in a message's {@code subscription}, which is a string or an array; other values are left out} */
    public static List<String> names(Message message) {
        return message.field(Field.SUBSCRIPTION).stream()
                .flatMap(listed ->
                        listed.kind() == Json.Kind.ARRAY ? listed.elements().stream() : List.of(listed).stream())
                .flatMap(name -> name.asString().stream())
                .toList();
    }

    /** {@return the names that the session is subscribed to after a reply; if the reply does not say, those that it may be subscribed to} */
    public static List<String> held(Optional<Message> answer) {
        return answer.map(reply -> reply.isSuccessful() ? names(reply) : heldInSpite(reply))
                .orElse(List.of());
    }

    /** {@return the names that the session is no longer subscribed to after a reply} */
    public static List<String> left(Optional<Message> answer) {
        return answer.filter(Message::isSuccessful)
                .map(SubscriptionFields::names)
                .orElse(List.of());
    }

    /** The server subscribes to the names in their order until it refuses one. The error names that one if the name is at fault. */
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
