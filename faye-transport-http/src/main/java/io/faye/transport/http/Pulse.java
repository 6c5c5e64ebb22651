package io.faye.transport.http;

/** Tells when a WebSocket has been quiet for long enough to be asked, and when it is dead. */
final class Pulse {

    enum Finding {
        ALIVE,
        QUIET,
        DEAD
    }

    private boolean felt = true;
    private boolean asked;
    private long quietSince;

    /** Something came in. */
    void felt() {
        felt = true;
    }

    /** Says {@code QUIET} once in each silence: it is time for a ping. */
    Finding check(long now, long period) {
        if (felt) {
            felt = false;
            asked = false;
            quietSince = now;
            return Finding.ALIVE;
        }
        if (asked) {
            return now - quietSince >= 2 * period ? Finding.DEAD : Finding.ALIVE;
        }
        asked = now - quietSince >= period;
        return asked ? Finding.QUIET : Finding.ALIVE;
    }
}
