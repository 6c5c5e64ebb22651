package io.faye.transport.http;

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

    static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
