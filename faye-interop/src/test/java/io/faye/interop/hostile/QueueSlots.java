package io.faye.interop.hostile;

import io.faye.interop.BayeuxMessages;
import io.faye.interop.RawHttp;
import java.util.Collections;
import java.util.Random;

/** Has many sessions queue many small messages: what counts is not their bytes. */
final class QueueSlots implements AttackKind {

    private static final int SESSIONS = 500;
    private static final int MESSAGES = 1_000;
    private static final int BATCHES = 8;

    @Override
    public void attack(Stranger stranger, Random random) {
        String channel = "/slots/" + random.nextInt(1_000);
        stranger.subscribers(SESSIONS, channel);
        RawHttp http = stranger.http();
        String batch = Stranger.batch(Collections.nCopies(MESSAGES, ""), data -> BayeuxMessages.publish(channel, data));
        for (int i = 0; i < BATCHES; i++) {
            http.post(batch);
        }
    }
}
