package io.faye.tck.history;

import java.util.concurrent.atomic.AtomicInteger;

/** Two threads that do something with one session at the very same moment, if they meet in time. */
final class Duel {

    private static final long PATIENCE_NANOS = 60_000;

    private final Session session;
    private final int deed;
    private final long seed;
    private final AtomicInteger ready = new AtomicInteger();

    /**
     * @param deed chooses what both do, if they do the same
     * @param seed chooses how, so that they do it in the same way
     */
    Duel(Session session, int deed, long seed) {
        this.session = session;
        this.deed = deed;
        this.seed = seed;
    }

    Session session() {
        return session;
    }

    int deed() {
        return deed;
    }

    long seed() {
        return seed;
    }

    /** Waits for the other one, but not for long. */
    void meet() {
        ready.incrementAndGet();
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (ready.get() < 2 && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }
}
