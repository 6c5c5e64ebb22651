package io.faye.transport.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;

@DisplayName("Whatever frames come, a WebSocket")
@Tag("fuzz")
class WebSocketFuzzTest {

    private static final FuzzedServer SERVER = new FuzzedServer();
    private static final byte[] UPGRADE = ("GET /faye HTTP/1.1\r\n" + String.join("\r\n", RawWebSocket.UPGRADE)
                    + "\r\nSec-WebSocket-Extensions: permessage-deflate\r\n\r\n")
            .getBytes(ISO_8859_1);

    @Tag("fuzz-websocket-seconds")
    @DisplayName("answers with whole frames or waits, and closes with a code, however the bytes are cut")
    @FuzzTest(maxDuration = "4s")
    void forSeconds(byte[] bytes) {
        serve(bytes);
    }

    @Tag("fuzz-websocket-minutes")
    @DisplayName("answers with whole frames or waits, and closes with a code, however the bytes are cut, for minutes")
    @FuzzTest(maxDuration = "5m")
    void forMinutes(byte[] bytes) {
        serve(bytes);
    }

    @AfterAll
    static void close() {
        SERVER.close();
    }

    private static void serve(byte[] bytes) {
        byte[] input = bytes.length > 0 && bytes[0] == 'r' ? Arrays.copyOfRange(bytes, 1, bytes.length) : frames(bytes);
        assertThat(ending(input, 1 + bytes.length % 7))
                .as("the end after pieces")
                .isEqualTo(ending(input, Math.max(1, input.length)));
    }

    /** Masks come seldom by chance, so they are put in: each frame is its first byte, a length, and so much payload. */
    private static byte[] frames(byte[] bytes) {
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        for (int at = 0; at + 1 < bytes.length; ) {
            int end = Math.min(bytes.length, at + 2 + (bytes[at + 1] & 0xFF));
            frames.writeBytes(RawWebSocket.masked(bytes[at], Arrays.copyOfRange(bytes, at + 2, end)));
            at = end;
        }
        return frames.toByteArray();
    }

    /** {@return the code with which the socket was closed, or that it was not} */
    private static String ending(byte[] input, int pieceSize) {
        EmbeddedConnection connection =
                SERVER.connection().send(UPGRADE, UPGRADE.length).send(input, pieceSize);
        String said = connection.said();
        int opened = said.indexOf("\r\n\r\n") + 4;
        String ending = lastWord(said.substring(opened));
        assertThat(connection.isOpen()).as("open after '%s'", ending).isEqualTo(ending.isEmpty());
        connection.end();
        return ending;
    }

    private static String lastWord(String frames) {
        for (int at = 0; at < frames.length(); ) {
            char first = frames.charAt(at);
            int length = frames.charAt(at + 1);
            int head = length < 126 ? 2 : length == 126 ? 4 : 10;
            int payload = length < 126 ? length : number(frames.substring(at + 2, at + head));
            assertThat((int) first).isIn(0x81, 0xC1, 0x8A, 0x88);
            if (first == 0x88) {
                assertThat(at + head + payload).as("nothing follows the end").isEqualTo(frames.length());
                return "closed with " + (payload == 0 ? "no code" : number(frames.substring(at + 2)));
            }
            at += head + payload;
            assertThat(at).as("a whole frame").isLessThanOrEqualTo(frames.length());
        }
        return "";
    }

    private static int number(String bytes) {
        return bytes.chars().reduce(0, (number, next) -> number << 8 | next);
    }
}
