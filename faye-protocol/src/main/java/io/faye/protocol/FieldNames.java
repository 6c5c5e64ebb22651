package io.faye.protocol;

import io.faye.protocol.Message.Field;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The names in nearly all messages, so that they are neither decoded nor encoded again, nor kept more than once. */
final class FieldNames {

    private static final String[] KNOWN = {
        Field.CHANNEL,
        Field.DATA,
        Field.CLIENT_ID,
        Field.ID,
        Field.EXT,
        Field.CONNECTION_TYPE,
        Field.SUBSCRIPTION,
        Field.SUCCESSFUL,
        Field.ADVICE,
        Field.ERROR,
        Field.VERSION,
        Field.SUPPORTED_CONNECTION_TYPES
    };
    private static final Map<String, String> SHARED =
            Arrays.stream(KNOWN).collect(Collectors.toUnmodifiableMap(Function.identity(), Function.identity()));
    private static final Map<String, byte[]> KEYS =
            Arrays.stream(KNOWN).collect(Collectors.toUnmodifiableMap(Function.identity(), FieldNames::encode));

    private FieldNames() {}

    /** {@return the name, of a known one the string that all messages share} */
    static String shared(String name) {
        return SHARED.getOrDefault(name, name);
    }

    /** {@return the name as it stands in an object: in quotes, and with the colon} */
    static byte[] key(String name) {
        byte @Nullable [] known = KEYS.get(name);
        return known == null ? encode(name) : known;
    }

    private static byte[] encode(String name) {
        Json quoted = JsonWriter.write(name);
        byte[] key = new byte[quoted.length() + 1];
        key[quoted.copyTo(key, 0)] = ':';
        return key;
    }
}
