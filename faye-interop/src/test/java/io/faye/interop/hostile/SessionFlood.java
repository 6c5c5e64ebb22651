package io.faye.interop.hostile;

import io.faye.interop.BayeuxMessages;
import io.faye.interop.RawHttp;
import java.util.Collections;
import java.util.Random;

/** Begins as many sessions as it can, and connects none. */
final class SessionFlood implements AttackKind {

    private static final int BATCHES = 10;
    private static final int SESSIONS_AT_ONCE = 1_000;

    @Override
    public void attack(Stranger stranger, Random random) {
        String batch = Stranger.batch(
                Collections.nCopies(random.nextInt(SESSIONS_AT_ONCE) + 1, BayeuxMessages.HANDSHAKE), text -> text);
        RawHttp http = stranger.http();
        for (int i = 0; i < BATCHES; i++) {
            http.post(batch);
        }
    }
}
