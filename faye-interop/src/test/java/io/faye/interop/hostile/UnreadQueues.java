package io.faye.interop.hostile;

import io.faye.interop.BayeuxMessages;
import io.faye.interop.RawHttp;
import java.util.Random;

/** Has many sessions queue large messages that nobody reads. */
final class UnreadQueues implements AttackKind {

    private static final int SESSIONS = 60;
    private static final int MESSAGES = 9;

    @Override
    public void attack(Stranger stranger, Random random) {
        for (String session : stranger.sessions(SESSIONS)) {
            RawHttp http = stranger.http();
            String channel = "/unread/" + session;
            http.post(BayeuxMessages.subscribe(session, channel));
            String data = "x".repeat(1 + random.nextInt(900_000));
            for (int i = 0; i < MESSAGES; i++) {
                http.post(BayeuxMessages.publish(channel, data));
            }
        }
    }
}
