package io.faye.transport;

import io.faye.protocol.BayeuxError;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import io.faye.protocol.Message.Field;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What the server's codec does not tell apart, and what is written around JSON. */
public final class Payloads {

    private Payloads() {}

    /**
     * {@return of a payload that holds no message, whether it is {@code null}, which gets no answer, or {@code []}}
     *
     * @param json the payload
     */
    public static boolean isNull(byte[] json) {
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
     *
     * @param callback the function's name
     * @param json the argument
     */
    public static byte[] script(String callback, byte[] json) {
        String argument = escaped(new String(json, StandardCharsets.UTF_8));
        return ("/**/" + callback + "(" + argument + ");").getBytes(StandardCharsets.UTF_8);
    }

    /**
     * {@return what to answer when messages cannot be told apart, but the reason can be told}
     *
     * @param error the reason
     */
    public static List<Message> refusal(BayeuxError error) {
        return List.of(Message.EMPTY.with(Field.SUCCESSFUL, Json.FALSE).with(Field.ERROR, Json.of(error.toString())));
    }

    /**
     * {@return the same value as JavaScript of old takes it}
     *
     * @param json the value
     */
    public static Json escaped(Json json) {
        String text = json.toString();
        String escaped = escaped(text);
        return escaped.equals(text) ? json : Json.parse(escaped);
    }

    private static String escaped(String json) {
        return json.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029");
    }

    /**
     * {@return whether bytes are a text in UTF-8}
     *
     * @param bytes the bytes
     */
    public static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
