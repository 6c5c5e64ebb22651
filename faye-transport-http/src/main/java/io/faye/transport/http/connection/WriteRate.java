package io.faye.transport.http.connection;

/**
 * Measures how fast a client takes what is sent to it, from the first check at which something is left. Times are those of
 * {@link System#nanoTime}.
 */
final class WriteRate {

    private long since;
    private long lastProgress;
    private long takenBefore;
    private long taken;
    private long awaited;

    WriteRate(long now, long sent, long left) {
        restart(now, sent, left);
    }

    private void restart(long now, long sent, long left) {
        since = now;
        lastProgress = now;
        taken = sent - left;
        takenBefore = taken;
        awaited = sent;
    }

    /**
     * {@return whether the client is given up}
     *
     * @param sent bytes that were sent so far
     * @param left how many of them the operating system has not taken
     */
    boolean isTooSlow(long now, long sent, long left, ConnectionLimits limits) {
        if (sent - left >= awaited) {
            // All that was left at the last look has gone: what is left now is new.
            restart(now, sent, left);
            return false;
        }
        awaited = sent;
        if (sent - left > taken) {
            taken = sent - left;
            lastProgress = now;
        }
        long span = limits.writeTimeout().toNanos();
        return now - lastProgress > span || now - since > span && isBelowRate(now, limits);
    }

    /** The rate counts anew in each span, so that a fast beginning does not buy an endless rest. */
    private boolean isBelowRate(long now, ConnectionLimits limits) {
        boolean below = taken - takenBefore < limits.minWriteRate() * ((now - since) / 1e9);
        since = now;
        takenBefore = taken;
        return below;
    }
}
