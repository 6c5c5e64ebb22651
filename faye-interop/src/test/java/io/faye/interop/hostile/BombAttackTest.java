package io.faye.interop.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.interop.RawWebSocket;
import io.faye.interop.RawWebSocket.Frame;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.Deflater;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Target.Shared.class)
@DisplayName("Compressed messages that mean harm are refused, and nobody else notices:")
class BombAttackTest {

    private static final int DEFLATED_TEXT = 0xC1;
    private static final int INVALID_TEXT = 1007;
    private static final int TOO_BIG = 1009;
    private static final int MEGABYTE = 1 << 20;

    @Test
    @DisplayName("one that inflates to 100 MB, from each of ten sockets")
    void bombs(Target target) {
        byte[] bomb = blanks(100 * MEGABYTE);
        target.survives((server, innocents) -> {
            for (int i = 0; i < 10; i++) {
                try (RawWebSocket socket = open(server)) {
                    socket.send(DEFLATED_TEXT, bomb);
                    isClosed(socket, TOO_BIG);
                }
            }
        });
    }

    @Test
    @DisplayName("one in fragments")
    void fragments(Target target) {
        byte[] bomb = blanks(10 * MEGABYTE);
        target.survives((server, innocents) -> {
            try (RawWebSocket socket = open(server)) {
                int half = bomb.length / 2;
                socket.send(0x40 | RawWebSocket.TEXT, Arrays.copyOf(bomb, half));
                socket.send(RawWebSocket.FINAL, Arrays.copyOfRange(bomb, half, bomb.length));
                isClosed(socket, TOO_BIG);
            }
        });
    }

    @Test
    @DisplayName("noise that was never compressed")
    void noise(Target target) {
        byte[] noise = new byte[100_000];
        new Random(1).nextBytes(noise);
        target.survives((server, innocents) -> {
            try (RawWebSocket socket = open(server)) {
                socket.send(DEFLATED_TEXT, noise);
                isClosed(socket, INVALID_TEXT);
            }
        });
    }

    @Test
    @DisplayName("a flood of messages that stay just below the limit, from each of ten sockets at once")
    void belowTheLimit(Target target) {
        byte[] message = blanks(MEGABYTE - 2);
        ByteArrayOutputStream flood = new ByteArrayOutputStream();
        for (int i = 0; i < 200; i++) {
            flood.writeBytes(frame(message));
        }
        target.survives((server, innocents) -> {
            List<RawWebSocket> sockets = new ArrayList<>();
            try {
                for (int i = 0; i < 10; i++) {
                    sockets.add(open(server));
                }
                sockets.forEach(socket -> socket.sendRaw(flood.toByteArray()));
                assertThat(sockets)
                        .allSatisfy(
                                socket -> assertThat(socket.receive().text()).isEqualTo("[]"));
            } finally {
                sockets.forEach(RawWebSocket::close);
            }
        });
    }

    private static RawWebSocket open(Target target) {
        RawWebSocket socket = new RawWebSocket(
                target.port(),
                "/faye",
                "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Extensions: permessage-deflate\r\n");
        assertThat(socket.handshake().header("Sec-WebSocket-Extensions")).contains("permessage-deflate");
        return socket;
    }

    private static void isClosed(RawWebSocket socket, int code) {
        Frame close = socket.receive();
        assertThat(close.closeCode()).isEqualTo(code);
        assertThat(socket.ended()).isTrue();
    }

    /** An empty array and so many blanks, compressed. */
    private static byte[] blanks(int count) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        byte[] plain = new byte[count + 2];
        Arrays.fill(plain, (byte) ' ');
        plain[0] = '[';
        plain[count + 1] = ']';
        deflater.setInput(plain);
        byte[] compressed = new byte[count / 500 + 1_000];
        int length = deflater.deflate(compressed, 0, compressed.length, Deflater.SYNC_FLUSH);
        deflater.end();
        assertThat(length).as("what a flush ends with, too, was written").isLessThan(compressed.length);
        return Arrays.copyOf(compressed, length - 4);
    }

    /** Masked with zeros. */
    private static byte[] frame(byte[] payload) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(DEFLATED_TEXT);
        frame.write(0x80 | 126);
        frame.write(payload.length >> 8);
        frame.write(payload.length);
        frame.writeBytes(new byte[4]);
        frame.writeBytes(payload);
        return frame.toByteArray();
    }
}
