package io.faye.auth;

import io.faye.protocol.Json;
import io.faye.protocol.Message;
import io.faye.protocol.Message.Field;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Takes credentials out of messages. */
final class CredentialFields {

    private final Set<String> names;

    CredentialFields(Set<String> names) {
        this.names = names.stream().map(CredentialFields::folded).collect(Collectors.toUnmodifiableSet());
    }

    /** A misspelt name, such as {@code Auth}, is removed as well, so that the credential does not reach subscribers. */
    private static String folded(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }

    /** {@return the message in two: the members of {@code ext} that are or may be meant as credentials, and the rest} */
    Split split(Message message) {
        Optional<Json> ext = message.ext();
        if (ext.isEmpty()) {
            return new Split(Map.of(), message);
        }
        if (ext.get().kind() != Json.Kind.OBJECT) {
            return new Split(Map.of(), message.without(Field.EXT));
        }
        return split(message, ext.get());
    }

    private Split split(Message message, Json ext) {
        Map<String, Json> taken = new LinkedHashMap<>();
        Map<String, Json> left = new LinkedHashMap<>();
        ext.fields().forEach((name, value) -> (names.contains(folded(name)) ? taken : left).put(name, value));
        if (taken.isEmpty()) {
            return new Split(taken, message);
        }
        return new Split(taken, left.isEmpty() ? message.without(Field.EXT) : message.with(Field.EXT, Json.of(left)));
    }

    /**
     * What a message was taken apart to.
     *
     * @param taken the credentials
     * @param rest the message without them
     */
    record Split(Map<String, Json> taken, Message rest) {}
}
