package io.faye.transport.http.connection;

/** Measures how fast a request, or a message of a WebSocket, comes in. Times are those of {@link System#nanoTime}. */
public final class ReadRate {

    private enum Stage {
        IDLE,
        HEADERS,
        BODY
    }

    private Stage stage = Stage.IDLE;
    private long since;
    private long lastProgress;
    private long bytes;

    public ReadRate(long now) {
        enter(Stage.IDLE, now);
    }

    public boolean isIdle() {
        return stage == Stage.IDLE;
    }

    public void idle(long now) {
        enter(Stage.IDLE, now);
    }

    public void headersBegin(long now) {
        enter(Stage.HEADERS, now);
    }

    public void bodyBegins(long now) {
        enter(Stage.BODY, now);
    }

    private void enter(Stage next, long now) {
        stage = next;
        restart(now);
    }

    /** Forgives what went by, for instance while the server itself did not read. */
    public void restart(long now) {
        since = now;
        lastProgress = now;
        bytes = 0;
    }

    public void arrived(int more, long now) {
        bytes += more;
        lastProgress = now;
    }

    /** So many of the bytes that arrived count for nothing. */
    public void discount(int overhead) {
        bytes -= overhead;
    }

    public boolean isTooSlow(long now, ConnectionLimits limits) {
        return switch (stage) {
            case IDLE -> false;
            case HEADERS -> now - since > limits.headerTimeout().toNanos();
            case BODY -> isBodyTooSlow(now, limits);
        };
    }

    /** The rate counts anew in each span, so that a fast beginning does not buy an endless rest. */
    private boolean isBodyTooSlow(long now, ConnectionLimits limits) {
        long span = limits.bodyTimeout().toNanos();
        if (now - lastProgress > span) {
            return true;
        }
        double seconds = (now - since) / 1e9;
        if (now - since <= span) {
            return false;
        }
        boolean slow = bytes < limits.minBodyRate() * seconds;
        since = now;
        bytes = 0;
        return slow;
    }

    public boolean isIdleTooLong(long now, ConnectionLimits limits) {
        return stage == Stage.IDLE && now - since > limits.idleTimeout().toNanos();
    }
}
