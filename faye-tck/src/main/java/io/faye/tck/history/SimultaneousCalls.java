package io.faye.tck.history;

import java.util.concurrent.atomic.AtomicInteger;

/** Operations that two threads call for one session at the same moment. */
final class SimultaneousCalls {

    private static final long PATIENCE_NANOS = 60_000;

    private final Session session;
    private final int operation;
    private final long seed;
    private final AtomicInteger ready = new AtomicInteger();

    /**
     * @param operation chooses what both do, if they do the same
     * @param seed chooses how, so that they do it in the same way
     */
    SimultaneousCalls(Session session, int operation, long seed) {
        this.session = session;
        this.operation = operation;
        this.seed = seed;
    }

    Session session() {
        return session;
    }

    int operation() {
        return operation;
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
