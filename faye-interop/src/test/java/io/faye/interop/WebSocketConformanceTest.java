package io.faye.interop;

import static io.faye.interop.RawWebSocket.BINARY;
import static io.faye.interop.RawWebSocket.CLOSE;
import static io.faye.interop.RawWebSocket.CONTINUATION;
import static io.faye.interop.RawWebSocket.FINAL;
import static io.faye.interop.RawWebSocket.PING;
import static io.faye.interop.RawWebSocket.PONG;
import static io.faye.interop.RawWebSocket.TEXT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.faye.interop.RawWebSocket.Frame;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(World.Shared.class)
@DisplayName("A WebSocket")
class WebSocketConformanceTest {

    private static final String VERSION = "Sec-WebSocket-Version: 13\r\n";

    private int port;
    private RawWebSocket socket;

    @BeforeEach
    void open(World world) {
        port = world.server().port();
        socket = RawWebSocket.open(port);
    }

    @AfterEach
    void close() {
        socket.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/faye", "/faye/", "/faye/a/b", "/faye?x=1&y=%20"})
    @DisplayName("is opened at the mount and below, whatever the query and the origin")
    void upgrade(String target) {
        try (RawWebSocket opened = new RawWebSocket(port, target, VERSION + "Origin: http://example.com\r\n")) {
            assertThat(opened.handshake().status()).isEqualTo(101);
            assertThat(opened.handshake().header("Sec-WebSocket-Accept")).isEqualTo("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
        }
    }

    @Test
    @DisplayName("has no subprotocol and no extensions, whatever is offered")
    void nothingNegotiated() {
        String offer = "Sec-WebSocket-Protocol: bayeux, chat\r\nSec-WebSocket-Extensions: permessage-deflate\r\n";
        try (RawWebSocket opened = new RawWebSocket(port, "/faye", VERSION + offer)) {
            assertThat(opened.handshake().headers())
                    .doesNotContainKeys("Sec-WebSocket-Protocol", "Sec-WebSocket-Extensions");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 12, 14})
    @DisplayName("of another version than 13 is refused")
    void otherVersions(int version) {
        try (RawWebSocket refused = new RawWebSocket(port, "/faye", "Sec-WebSocket-Version: " + version + "\r\n")) {
            assertThat(refused.handshake().status()).isEqualTo(400);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "\"text\"", "1", "true", "null", "{", ""})
    @DisplayName("drops what is no JSON object or array, and stays open")
    void droppedFrames(String text) {
        socket.send(text);
        answers();
    }

    @Test
    @DisplayName("reads binary frames like text")
    void binary() {
        socket.send(FINAL | BINARY, "[]".getBytes(UTF_8));
        assertThat(socket.receive()).isEqualTo(new Frame(TEXT, "[]", 0));
    }

    @Test
    @DisplayName("puts fragments together, split characters too, and answers pings between them")
    void fragments() {
        byte[] message = "{\"channel\":\"/fragments\",\"data\":1,\"id\":\"\u20ac\"}".getBytes(UTF_8);
        int middleOfCharacter = message.length - 4;
        socket.send(TEXT, Arrays.copyOf(message, middleOfCharacter));
        socket.send(FINAL | PING, "still there?".getBytes(UTF_8));
        socket.send(FINAL | CONTINUATION, Arrays.copyOfRange(message, middleOfCharacter, message.length));
        assertThat(socket.receive()).isEqualTo(new Frame(PONG, "still there?", 0));
        assertThat(socket.receive().text()).contains("\u20ac").contains("\"successful\":true");
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1001, 3000, 4999})
    @DisplayName("answers a close with the same code")
    void closeCodes(int code) {
        socket.send(FINAL | CLOSE, code(code));
        assertThat(socket.receive().closeCode()).isEqualTo(code);
        assertThat(socket.ended()).isTrue();
    }

    static Stream<Arguments> violations() {
        byte[] some = "x".getBytes(UTF_8);
        return Stream.of(
                Arguments.of("reserved bits", FINAL | 0x40 | TEXT, some, 1002),
                Arguments.of("an unknown opcode", FINAL | 3, some, 1002),
                Arguments.of("an unknown control opcode", FINAL | 11, some, 1002),
                Arguments.of("a stray continuation", FINAL | CONTINUATION, some, 1002),
                Arguments.of("a fragmented ping", PING, some, 1002),
                Arguments.of("a ping of more than 125 bytes", FINAL | PING, new byte[126], 1002),
                Arguments.of("a close code that must not be sent", FINAL | CLOSE, code(1005), 1002),
                Arguments.of("a close code that means nothing", FINAL | CLOSE, code(999), 1002),
                Arguments.of("invalid UTF-8", FINAL | TEXT, new byte[] {'[', (byte) 0xC0, (byte) 0xAF, ']'}, 1007));
    }

    @ParameterizedTest(name = "{0}: {3}")
    @MethodSource("violations")
    @DisplayName("is closed upon a violation of its protocol")
    void violation(String name, int first, byte[] payload, int code) {
        socket.send(first, payload);
        Frame close = socket.receive();
        assertThat(close.opcode()).isEqualTo(CLOSE);
        assertThat(close.closeCode()).isEqualTo(code);
        assertThat(socket.ended()).isTrue();
    }

    @Test
    @DisplayName("is closed with 1003 upon a frame that is not masked")
    void unmasked() {
        socket.sendRaw(new byte[] {(byte) (FINAL | TEXT), 2, '[', ']'});
        assertThat(socket.receive().closeCode()).isEqualTo(1003);
    }

    @Test
    @Tag("not-in-faye")
    @DisplayName("is closed with 1009 upon a message of more than 1 MiB")
    void tooLarge() {
        socket.send(
                FINAL | TEXT,
                BayeuxMessages.publish("/large", "x".repeat(1 << 20)).getBytes(UTF_8));
        assertThat(socket.receive().closeCode()).isEqualTo(1009);
    }

    private void answers() {
        socket.send("[]");
        assertThat(socket.receive()).isEqualTo(new Frame(TEXT, "[]", 0));
    }

    private static byte[] code(int code) {
        return ByteBuffer.allocate(2).putShort((short) code).array();
    }
}
