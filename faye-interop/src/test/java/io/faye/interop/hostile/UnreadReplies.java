package io.faye.interop.hostile;

import io.faye.interop.RawHttp;
import io.faye.interop.RawWebSocket;
import java.time.Duration;
import java.util.Random;

/** Asks for much and reads nothing of it. */
final class UnreadReplies implements AttackKind {

    private static final int CONNECTIONS = 20;
    private static final int REQUESTS = 15;
    private static final Duration UNREAD = Duration.ofSeconds(3);

    @Override
    public void attack(Stranger stranger, Random random) {
        String publish = "{\"channel\":\"/nobody\",\"data\":0,\"id\":\"" + "x".repeat(random.nextInt(500_000)) + "\"}";
        for (int i = 0; i < CONNECTIONS; i++) {
            if (random.nextBoolean()) {
                RawWebSocket socket = stranger.webSocket();
                repeat(() -> socket.send(publish));
            } else {
                RawHttp http = stranger.http();
                repeat(() -> http.send("GET", "/large.bin", "", ""));
            }
        }
        stranger.linger(UNREAD);
    }

    private static void repeat(Runnable request) {
        for (int i = 0; i < REQUESTS; i++) {
            request.run();
        }
    }
}
