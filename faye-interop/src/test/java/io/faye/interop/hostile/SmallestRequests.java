package io.faye.interop.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.faye.interop.RawHttp;
import io.faye.interop.RawWebSocket;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Random;

/** Sends as many requests, messages or pings at once as a server reads in one go, over many connections. */
final class SmallestRequests implements AttackKind {

    private static final int BYTES = 64 << 10;
    private static final int CONNECTIONS = 64;
    private static final int ROUNDS = 4;
    private static final Duration READING = Duration.ofSeconds(1);
    private static final String REQUEST = "GET / HTTP/1.1\r\nHost:\r\n\r\n";

    @Override
    public void attack(Stranger stranger, Random random) {
        byte[] messages = repeat(frame(RawWebSocket.FINAL | RawWebSocket.TEXT, "[]"));
        byte[] pings = repeat(frame(RawWebSocket.FINAL | RawWebSocket.PING, ""));
        byte[] requests = REQUEST.repeat(BYTES / REQUEST.length()).getBytes(ISO_8859_1);
        for (int i = 0; i < CONNECTIONS; i++) {
            switch (random.nextInt(3)) {
                case 0 -> send(stranger.webSocket(), messages);
                case 1 -> send(stranger.webSocket(), pings);
                default -> send(stranger.http(), requests);
            }
        }
        stranger.linger(READING);
    }

    private static void send(RawWebSocket socket, byte[] frames) {
        for (int i = 0; i < ROUNDS; i++) {
            socket.socket().writeWhileOpen(frames);
        }
    }

    private static void send(RawHttp http, byte[] requests) {
        http.socket().writeWhileOpen(requests);
    }

    /** {@return a frame that is masked with zeros} */
    private static byte[] frame(int first, String text) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(first);
        frame.write(0x80 | text.length());
        frame.writeBytes(new byte[4]);
        frame.writeBytes(text.getBytes(ISO_8859_1));
        return frame.toByteArray();
    }

    private static byte[] repeat(byte[] one) {
        ByteArrayOutputStream many = new ByteArrayOutputStream();
        while (many.size() + one.length <= BYTES) {
            many.writeBytes(one);
        }
        return many.toByteArray();
    }
}
