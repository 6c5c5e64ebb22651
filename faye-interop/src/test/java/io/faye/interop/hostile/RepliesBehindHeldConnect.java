package io.faye.interop.hostile;

import io.faye.interop.BayeuxMessages;
import io.faye.interop.RawHttp;
import java.time.Duration;
import java.util.Random;

/** Has large replies wait for that to a connect that is held: files that were asked for, or ids that are said back. */
final class RepliesBehindHeldConnect implements AttackKind {

    private static final int CONNECTIONS = 12;
    private static final int REPLIES = 31;
    private static final Duration HELD = Duration.ofSeconds(2);

    @Override
    public void attack(Stranger stranger, Random random) {
        boolean files = random.nextBoolean();
        String id = "x".repeat(1 + random.nextInt(900_000));
        for (String session : stranger.sessions(CONNECTIONS)) {
            RawHttp http = stranger.http();
            http.send("POST", "/faye", RawHttp.JSON, BayeuxMessages.connect(session));
            for (int i = 0; i < REPLIES; i++) {
                if (files) {
                    http.send("GET", "/large.bin", "", "");
                } else {
                    http.send("POST", "/faye", RawHttp.JSON, publish(id));
                }
            }
        }
        stranger.linger(HELD);
    }

    private static String publish(String id) {
        return "{\"channel\":\"/nobody\",\"data\":0,\"id\":\"" + id + "\"}";
    }
}
