package io.faye.server;

import io.faye.protocol.BayeuxError;
import io.faye.protocol.ClientId;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads what clients send, knowing that it may be of any type and length. */
final class Fields {

    private static final int SHOWN = 64;

    private Fields() {}

    /** {@return why a field is not given, or null if it is} */
    static @Nullable BayeuxError require(Message message, String name) {
        return isTruthy(message.field(name)) ? null : BayeuxError.missingParameter(name);
    }

    /** {@return why a message names no session that could exist, or null if it does} */
    static @Nullable BayeuxError requireClient(Message message) {
        BayeuxError missing = require(message, Message.Field.CLIENT_ID);
        if (missing != null) {
            return missing;
        }
        return message.clientId().isPresent() ? null : unknownClient(message);
    }

    static ClientId client(Message message) {
        return message.clientId().orElseThrow();
    }

    static BayeuxError unknownClient(Message message) {
        return BayeuxError.unknownClient(
                message.field(Message.Field.CLIENT_ID).map(Fields::shown).orElse(""));
    }

    static boolean isTruthy(Optional<Json> value) {
        return value.isPresent() && value.get().isTruthy();
    }

    /** {@return a value from outside as JavaScript makes a text of it, as Faye does, cut so that it can stand in an error} */
    static String shown(Json value) {
        return shown(text(value));
    }

    private static String text(Json value) {
        return switch (value.kind()) {
            case STRING -> value.asString().orElse("");
            case OBJECT -> "[object Object]";
            case ARRAY ->
                value.elements().stream()
                        .limit(SHOWN)
                        .map(element -> element.kind() == Json.Kind.NULL ? "" : text(element))
                        .collect(Collectors.joining(","));
            default -> value.toString();
        };
    }

    /** {@return a text from outside, cut so that it can stand in an error} */
    static String shown(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN);
    }
}
