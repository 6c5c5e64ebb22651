package io.faye.server;

import io.faye.protocol.BayeuxError;
import io.faye.protocol.ClientId;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what clients send, knowing that it may be of any type and length. */
final class Fields {

    private static final int SHOWN = 64;

    private Fields() {}

    /** {@return why a field is not the string that is due, or null if it is} */
    static @Nullable BayeuxError requireText(Message message, String name) {
        boolean given = message.text(name).filter(text -> !text.isEmpty()).isPresent();
        return given ? null : BayeuxError.missingParameter(name);
    }

    /** {@return why a message names no session that could exist, or null if it does} */
    static @Nullable BayeuxError requireClient(Message message) {
        BayeuxError missing = requireText(message, Message.Field.CLIENT_ID);
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
                shown(message.text(Message.Field.CLIENT_ID).orElse("")));
    }

    static boolean isTruthy(Optional<Json> value) {
        return value.isPresent() && value.get().isTruthy();
    }

    /** {@return a text from outside, cut so that it can stand in an error} */
    static String shown(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN);
    }
}
