package io.faye.interop.hostile;

import io.faye.interop.BayeuxMessages;
import io.faye.interop.RawHttp;
import java.time.Duration;
import java.util.Collections;
import java.util.Random;

/** Publishes batches of a thousand messages to thousands of sessions, over several connections at once. */
final class BatchesOfPublishes implements AttackKind {

    private static final int SUBSCRIBERS = 5_000;
    private static final int MESSAGES = 1_000;
    private static final int CONNECTIONS = 3;
    private static final Duration PUBLISHING = Duration.ofSeconds(3);

    @Override
    public void attack(Stranger stranger, Random random) {
        String channel = "/many/" + random.nextInt(1_000);
        stranger.subscribers(SUBSCRIBERS, channel);
        String batch =
                Stranger.batch(Collections.nCopies(MESSAGES, "x"), data -> BayeuxMessages.publish(channel, data));
        for (int i = 0; i < CONNECTIONS; i++) {
            stranger.http().send("POST", "/faye", RawHttp.JSON, batch);
        }
        stranger.linger(PUBLISHING);
    }
}
