package io.faye.interop.hostile;

import io.faye.interop.BayeuxMessages;
import io.faye.interop.RawHttp;
import java.util.Random;

/** Publishes large messages to channels without subscribers. */
final class PublishFlood implements AttackKind {

    private static final int MESSAGES = 40;
    private static final String BIG = "x".repeat(900_000);

    @Override
    public void attack(Stranger stranger, Random random) {
        RawHttp http = stranger.http();
        for (int i = 0; i < MESSAGES; i++) {
            http.post(BayeuxMessages.publish("/nobody/" + random.nextInt(), BIG));
        }
    }
}
