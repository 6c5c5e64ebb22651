package io.faye.transport.http;

import io.faye.protocol.Json;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** What the server's codec does not tell apart, and a WebSocket has to. */
final class Payloads {

    private Payloads() {}

    /** Of payloads that hold no message: whether it is {@code null}, which gets no answer, or {@code []}. */
    static boolean isNull(byte[] json) {
        for (byte b : json) {
            if (b > ' ') {
                return b == 'n';
            }
        }
        return false;
    }

    /**
     * {@return a script that calls a function with this} JavaScript of old takes U+2028 and U+2029 for ends of lines,
     * which JSON does not. The comment keeps the beginning from being taken for something else than a script.
     */
    static byte[] script(String callback, byte[] json) {
        String argument = escaped(new String(json, StandardCharsets.UTF_8));
        return ("/**/" + callback + "(" + argument + ");").getBytes(StandardCharsets.UTF_8);
    }

    /** {@return the same value as JavaScript of old takes it} */
    static Json escaped(Json json) {
        String text = json.toString();
        String escaped = escaped(text);
        return escaped.equals(text) ? json : Json.parse(escaped);
    }

    private static String escaped(String json) {
        return json.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029");
    }

    static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
