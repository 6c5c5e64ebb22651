package io.faye.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the JDK takes for UTF-8, and Jackson's parser of bytes, which is not the one in use here, for JSON. */
final class Oracle {

    private static final JsonFactory FACTORY = new JsonFactory();

    private Oracle() {}

    /** {@return whether the bytes are one JSON object or array, or null} */
    static boolean isRequest(byte[] bytes) {
        try (JsonParser parser = parser(bytes)) {
            JsonToken first = parser.nextToken();
            boolean request = first == JsonToken.VALUE_NULL || first != null && first.isStructStart();
            parser.skipChildren();
            return request && parser.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }

    /** {@return the members of an object by name, numbers as they stand there, strings as what they mean} */
    static Map<String, @Nullable String> members(byte[] object) throws IOException {
        try (JsonParser parser = parser(object)) {
            Map<String, @Nullable String> members = new LinkedHashMap<>();
            parser.nextToken();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                boolean scalar = parser.nextToken().isScalarValue();
                members.put(name, scalar ? parser.getText() : null);
                parser.skipChildren();
            }
            return members;
        }
    }

    private static JsonParser parser(byte[] bytes) throws IOException {
        CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
        if (text.length() > 0 && text.charAt(0) == '\uFEFF' || text.chars().anyMatch(c -> c == 0)) {
            throw new IOException("Jackson would guess another encoding");
        }
        return FACTORY.createParser(bytes);
    }
}
