package io.faye.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.transport.http.RawWebSocket.Frame;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A WebSocket is closed")
class WebSocketClosingTest extends TestServer {

    @ParameterizedTest
    @ValueSource(ints = {1000, 1001, 3000, 4999})
    @DisplayName("with the code that the client gives")
    void answersClose(int code) {
        try (RawWebSocket socket = socket()) {
            socket.frame(0x88, (byte) (code >> 8), (byte) code, (byte) 'b', (byte) 'y', (byte) 'e');
            assertThat(socket.closeCode()).isEqualTo(code);
            assertThat(socket.connection().isEnded()).isTrue();
        }
    }

    @Test
    @DisplayName("without a code if the client gives none")
    void answersBareClose() {
        try (RawWebSocket socket = socket()) {
            assertThat(socket.frame(0x88).closeCode()).isEqualTo(-1);
            assertThat(socket.connection().isEnded()).isTrue();
        }
    }

    static Stream<Arguments> violations() {
        return Stream.of(
                Arguments.of("an unmasked frame", 1003, new byte[] {(byte) 0x81, 2, '[', ']'}),
                Arguments.of("a reserved bit", 1002, RawWebSocket.masked(0xC1, new byte[] {'1'})),
                Arguments.of("an unknown opcode", 1002, RawWebSocket.masked(0x83, new byte[] {'1'})),
                Arguments.of("an unknown control opcode", 1002, RawWebSocket.masked(0x8B, new byte[0])),
                Arguments.of("a stray continuation", 1002, RawWebSocket.masked(0x80, new byte[] {'1'})),
                Arguments.of("a fragmented control frame", 1002, RawWebSocket.masked(0x09, new byte[0])),
                Arguments.of("a long control frame", 1002, RawWebSocket.masked(0x89, new byte[126])),
                Arguments.of("half a close code", 1002, RawWebSocket.masked(0x88, new byte[1])),
                Arguments.of("a bad close code", 1002, RawWebSocket.masked(0x88, new byte[] {3, (byte) 0xED})),
                Arguments.of("a tiny close code", 1002, RawWebSocket.masked(0x88, new byte[] {0, 1})),
                Arguments.of("invalid UTF-8", 1007, RawWebSocket.masked(0x81, new byte[] {'[', (byte) 0xFF, ']'})),
                Arguments.of(
                        "a bad close reason", 1007, RawWebSocket.masked(0x88, new byte[] {3, (byte) 0xE8, (byte) 0xFF
                        })),
                Arguments.of("a great frame", 1009, RawWebSocket.masked(0x81, new byte[1_001])));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("violations")
    @DisplayName("for breaking the protocol, and others are not")
    void violates(String what, int code, byte[] frame) {
        server(builder().limits(HttpLimits.builder().maxMessage(1_000).build()));
        try (RawWebSocket socket = socket();
                RawWebSocket other = socket()) {
            socket.connection().send(frame);
            assertThat(socket.closeCode()).as(what).isEqualTo(code);
            assertThat(socket.connection().isEnded()).isTrue();
            assertThat(other.text("[]").text()).isEqualTo("[]");
        }
    }

    @Test
    @DisplayName("if fragments grow too large together")
    void greatFragments() {
        server(builder().limits(HttpLimits.builder().maxMessage(1_000).build()));
        try (RawWebSocket socket = socket()) {
            socket.frame(0x01, new byte[600]).frame(0x00, new byte[401]);
            assertThat(socket.closeCode()).isEqualTo(1009);
        }
    }

    @Test
    @DisplayName("with 1000 when its session ends")
    void sessionEnds() {
        try (RawWebSocket socket = socket();
                RawWebSocket other = socket()) {
            String client = socket.join("/a");
            other.text("{'channel':'/meta/disconnect','clientId':'" + client + "'}")
                    .text();
            assertThat(socket.closeCode()).isEqualTo(1000);
            socket.frame(0x88, (byte) 3, (byte) 0xE8);
            assertThat(socket.connection().octet()).isNegative();
        }
    }

    @Test
    @DisplayName("two seconds later if the client does not answer")
    void unanswered() {
        try (RawWebSocket socket = socket()) {
            String client = socket.join("/a");
            socket.text("{'channel':'/meta/disconnect','clientId':'" + client + "'}")
                    .text();
            assertThat(socket.closeCode()).isEqualTo(1000);
            assertThat(socket.connection().octet()).isNegative();
        }
    }

    @Test
    @DisplayName("behind the reply when its own client disconnects")
    void disconnects() {
        try (RawWebSocket socket = socket()) {
            String client = socket.join("/a");
            socket.text("{'channel':'/meta/disconnect','clientId':'" + client + "'}");
            assertThat(socket.text()).contains("/meta/disconnect").contains("\"successful\":true");
            assertThat(socket.closeCode()).isEqualTo(1000);
        }
    }

    @Test
    @DisplayName("if it does not answer pings, and not while it does")
    void pings() {
        server(builder().ping(Duration.ofSeconds(1)));
        try (RawWebSocket silent = socket()) {
            for (int i = 0; i < 4; i++) {
                Frame ping = silent.frame();
                assertThat(ping.first()).isEqualTo(0x89);
                silent.frame(0x8A, ping.payload());
            }
            assertThat(silent.frame().first()).isEqualTo(0x89);
            assertThat(silent.connection().octet()).isNegative();
        }
    }
}
