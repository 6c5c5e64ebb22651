package io.faye.tck;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Holds up whoever comes, such as a listener's call, until a test opens it. */
final class Gate {

    private final long limitMillis;
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch opened = new CountDownLatch(1);
    private volatile boolean gaveUp;

    Gate(BoundedWait patience) {
        limitMillis = patience.limit().toMillis();
    }

    /** Waits here. */
    void pass() {
        reached.countDown();
        gaveUp |= !await(opened);
    }

    /** An engine that closes may interrupt its threads, and then nobody waits for them. */
    private boolean await(CountDownLatch latch) {
        try {
            return latch.await(limitMillis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    void awaitSomebody() {
        Check.that(await(reached), "The engine did not make the call that was to be held up");
    }

    void open() {
        opened.countDown();
        Check.that(!gaveUp, "Others had to wait until a call that was held up had returned");
    }
}
