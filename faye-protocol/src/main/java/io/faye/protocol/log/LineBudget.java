package io.faye.protocol.log;

import java.util.concurrent.TimeUnit;

/** How many lines of all kinds may be written: some at once, and then one a second. */
final class LineBudget {

    static final LineBudget UNLIMITED = new LineBudget(0, 0);

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final long atOnce;
    /** The time at which all that was taken would be given back. */
    private long restored;

    LineBudget(int atOnce, long now) {
        this.atOnce = atOnce;
        this.restored = now;
    }

    synchronized boolean take(long now) {
        if (atOnce == 0) {
            return true;
        }
        restored = restored - now < 0 ? now : restored;
        if (restored - now > (atOnce - 1) * SECOND) {
            return false;
        }
        restored += SECOND;
        return true;
    }
}
