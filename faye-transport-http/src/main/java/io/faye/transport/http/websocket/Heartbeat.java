package io.faye.transport.http.websocket;

/** Says when a WebSocket has been silent for so long that the server pings it, and when the server gives it up. */
final class Heartbeat {

    enum Finding {
        ALIVE,
        QUIET,
        DEAD
    }

    private boolean received = true;
    private boolean asked;
    private long quietSince;

    /** Something came in. */
    void received() {
        received = true;
    }

    /** Says {@code QUIET} once in each silence: it is time for a ping. */
    Finding check(long now, long period) {
        if (received) {
            received = false;
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
