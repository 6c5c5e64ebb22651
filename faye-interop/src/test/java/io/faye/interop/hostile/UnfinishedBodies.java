package io.faye.interop.hostile;

import io.faye.interop.RawHttp;
import io.faye.interop.RawWebSocket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;

/** Sends most of many large bodies, or of many large messages in fragments, and never the end. */
final class UnfinishedBodies implements AttackKind {

    private static final int CONNECTIONS = 100;
    private static final int PIECES = 9;
    private static final Duration UNFINISHED = Duration.ofSeconds(3);
    private static final byte[] PIECE = new byte[100_000];

    @Override
    public void attack(Stranger stranger, Random random) {
        Arrays.fill(PIECE, (byte) ' ');
        boolean fragments = random.nextBoolean();
        for (int i = 0; i < CONNECTIONS; i++) {
            if (fragments) {
                fragments(stranger.webSocket());
            } else {
                body(stranger.http());
            }
        }
        stranger.linger(UNFINISHED);
    }

    private static void fragments(RawWebSocket socket) {
        for (int i = 0; i < PIECES; i++) {
            socket.send(i == 0 ? RawWebSocket.TEXT : RawWebSocket.CONTINUATION, PIECE);
        }
    }

    private static void body(RawHttp http) {
        http.sendRaw("POST /faye HTTP/1.1\r\nHost: localhost\r\n" + RawHttp.JSON + "Content-Length: 1000000\r\n\r\n");
        for (int i = 0; i < PIECES; i++) {
            http.socket().write(PIECE);
        }
    }
}
