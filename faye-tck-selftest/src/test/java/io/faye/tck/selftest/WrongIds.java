package io.faye.tck.selftest;

import io.faye.protocol.ClientId;
import io.faye.tck.selftest.court.Breaks;

/** Wrong about ids that look alike. */
final class WrongIds {

    private static final String WHY = "an id that no session has finds another's session";

    private WrongIds() {}

    /** Has a column of 30 characters for ids. */
    @Breaks(value = "CLI-1", follows = "CLI-2", because = WHY)
    static final class CutsIds extends SmallEngine {
        @Override
        String key(ClientId client) {
            return client.toString().substring(0, 30);
        }
    }

    /** Distributes sessions over shards by the end of the id, and forgets to compare the beginning. */
    @Breaks(value = "CLI-1", follows = "CLI-2", because = WHY)
    static final class ForgetsTheBeginning extends SmallEngine {
        @Override
        String key(ClientId client) {
            return client.toString().substring(12);
        }
    }

    /** Takes ids for numbers of 64 bits. */
    @Breaks(value = "CLI-1", follows = "CLI-2", because = WHY)
    static final class TakesIdsForNumbers extends SmallEngine {
        @Override
        String key(ClientId client) {
            String text = client.toString();
            return Long.toString(Long.parseLong(text.substring(19), 36), 36);
        }
    }
}
