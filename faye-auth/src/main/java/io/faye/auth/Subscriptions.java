package io.faye.auth;

import io.faye.protocol.Json;
import io.faye.protocol.Message;
import io.faye.protocol.Message.Field;
import java.util.List;

/** Reads what a message subscribes to as the server does. */
final class Subscriptions {

    private Subscriptions() {}

    /** {@return the names in a message's {@code subscription}, one or an array; what is no string is left out} */
    static List<String> names(Message message) {
        return message.field(Field.SUBSCRIPTION).stream()
                .flatMap(listed ->
                        listed.kind() == Json.Kind.ARRAY ? listed.elements().stream() : List.of(listed).stream())
                .flatMap(name -> name.asString().stream())
                .toList();
    }
}
