package io.faye.interop.hostile;

import io.faye.interop.BayeuxMessages;
import io.faye.interop.RawHttp;
import java.util.List;
import java.util.Random;

/** Has many sessions share one big message, and asks for all their queues in one request. */
final class SharedBigQueue implements AttackKind {

    private static final int SESSIONS = 300;
    private static final String BIG = "x".repeat(900_000);

    @Override
    public void attack(Stranger stranger, Random random) {
        String channel = "/shared/" + random.nextInt(1_000);
        List<String> sessions = stranger.subscribers(SESSIONS, channel);
        RawHttp http = stranger.http();
        http.post(BayeuxMessages.publish(channel, BIG));
        http.send("POST", "/faye", RawHttp.JSON, Stranger.batch(sessions, id -> BayeuxMessages.connect(id, 0)));
        http.receiveStatusLine();
    }
}
