package io.faye.interop.hostile;

import io.faye.interop.RawHttp;
import java.util.List;
import java.util.Random;

/** Sends header fields that take long to understand if one goes about it in the wrong way. */
final class LongHeaders implements AttackKind {

    private static final int REQUESTS = 50;
    private static final int LENGTH = 7_500;

    @Override
    public void attack(Stranger stranger, Random random) {
        String blanks = " ".repeat(random.nextInt(LENGTH));
        String commas = ",".repeat(random.nextInt(LENGTH));
        for (String headers : List.of(
                "Forwarded: for=\"" + "x=\"".repeat(LENGTH / 3) + "\r\n",
                "Accept: a" + blanks + "b\r\n",
                "Cookie: " + "a=\"".repeat(LENGTH / 3) + "\r\n",
                "Content-Type: application/json;" + blanks + ";\r\n",
                "Sec-WebSocket-Extensions: x;" + commas + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n")) {
            RawHttp http = stranger.http();
            for (int i = 0; i < REQUESTS / 5; i++) {
                http.send("GET", "/faye", headers, "");
            }
            http.receiveStatusLine();
        }
    }
}
