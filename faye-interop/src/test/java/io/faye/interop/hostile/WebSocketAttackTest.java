package io.faye.interop.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.faye.interop.RawWebSocket;
import io.faye.interop.RawWebSocket.Frame;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(Target.Shared.class)
@DisplayName("A WebSocket that breaks the rules is closed, and nobody else notices:")
class WebSocketAttackTest {

    private static final int PROTOCOL_ERROR = 1002;
    private static final int UNACCEPTABLE = 1003;
    private static final int INVALID_TEXT = 1007;
    private static final int TOO_BIG = 1009;

    @Test
    @DisplayName("a frame announced with the greatest length there is")
    void announcedLength(Target target) {
        byte[] head = {(byte) 0x81, (byte) 0xFF, 0x7F, -1, -1, -1, -1, -1, -1, -1, 1, 2, 3, 4};
        isClosed(target, socket -> socket.sendRaw(head), TOO_BIG);
    }

    @Test
    @DisplayName("a frame whose length is negative")
    void negativeLength(Target target) {
        byte[] head = {(byte) 0x81, (byte) 0xFF, -1, -1, -1, -1, -1, -1, -1, -1, 1, 2, 3, 4};
        isClosed(target, socket -> socket.sendRaw(head), PROTOCOL_ERROR);
    }

    @Test
    @DisplayName("a frame of two megabytes")
    void bigFrame(Target target) {
        isClosed(target, socket -> socket.socket().writeWhileOpen(frame(0x81, 2 << 20)), TOO_BIG);
    }

    @Test
    @DisplayName("fragments without an end")
    void endlessFragments(Target target) {
        isClosed(
                target,
                socket -> {
                    socket.send(RawWebSocket.TEXT, "[".getBytes(ISO_8859_1));
                    for (int fragment = 0; fragment < 100; fragment++) {
                        socket.socket().writeWhileOpen(frame(RawWebSocket.CONTINUATION, 64 << 10));
                    }
                },
                TOO_BIG);
    }

    @Test
    @DisplayName("a hundred thousand empty fragments, and then what makes a message of them")
    void emptyFragments(Target target) {
        target.survives((server, innocents) -> {
            try (RawWebSocket socket = RawWebSocket.open(server.port())) {
                socket.send(RawWebSocket.TEXT, "[".getBytes(ISO_8859_1));
                ByteArrayOutputStream flood = new ByteArrayOutputStream();
                for (int fragment = 0; fragment < 100_000; fragment++) {
                    flood.writeBytes(frame(RawWebSocket.CONTINUATION, 0));
                }
                socket.sendRaw(flood.toByteArray());
                socket.send(RawWebSocket.FINAL | RawWebSocket.CONTINUATION, "]".getBytes(ISO_8859_1));
                assertThat(socket.receive().text()).isEqualTo("[]");
            }
        });
    }

    @Test
    @DisplayName("a frame that is not masked")
    void unmasked(Target target) {
        isClosed(target, socket -> socket.sendRaw(new byte[] {(byte) 0x81, 2, '[', ']'}), UNACCEPTABLE);
    }

    @ParameterizedTest(name = "first byte {0}")
    @ValueSource(ints = {0xC1, 0xA1, 0x91, 0xF1, 0x83, 0x8B, 0x80, 0x09})
    @DisplayName("reserved bits, reserved opcodes, a continuation of nothing, a ping in pieces")
    void reserved(int first, Target target) {
        isClosed(target, socket -> socket.send(first, "[]".getBytes(ISO_8859_1)), PROTOCOL_ERROR);
    }

    @Test
    @DisplayName("text that is not UTF-8")
    void notUtf8(Target target) {
        isClosed(target, socket -> socket.send(0x81, new byte[] {'[', (byte) 0xC3, 0x28, ']'}), INVALID_TEXT);
    }

    @Test
    @DisplayName("a flood of pings whose answers nobody reads")
    void pings(Target target) {
        target.survives((server, innocents) -> {
            try (RawWebSocket socket = RawWebSocket.open(server.port())) {
                ByteArrayOutputStream flood = new ByteArrayOutputStream();
                for (int ping = 0; ping < 20_000; ping++) {
                    flood.writeBytes(frame(0x80 | RawWebSocket.PING, 10));
                }
                socket.sendRaw(flood.toByteArray());
                assertThat(socket.receive().opcode()).isEqualTo(RawWebSocket.PONG);
            }
        });
    }

    private static void isClosed(Target target, Consumer<RawWebSocket> attack, int code) {
        target.survives((server, innocents) -> {
            try (RawWebSocket socket = RawWebSocket.open(server.port())) {
                attack.accept(socket);
                Frame close = socket.receive();
                assertThat(close.opcode()).isEqualTo(RawWebSocket.CLOSE);
                assertThat(close.closeCode()).isEqualTo(code);
                assertThat(socket.ended()).isTrue();
            }
        });
    }

    /** A frame masked with zeros. */
    private static byte[] frame(int first, int length) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(first);
        if (length < 126) {
            frame.write(0x80 | length);
        } else {
            frame.write(0x80 | 127);
            frame.writeBytes(ByteBuffer.allocate(8).putLong(length).array());
        }
        frame.writeBytes(new byte[4]);
        frame.writeBytes("x".repeat(length).getBytes(ISO_8859_1));
        return frame.toByteArray();
    }
}
