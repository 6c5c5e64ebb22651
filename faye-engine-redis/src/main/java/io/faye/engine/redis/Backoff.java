package io.faye.engine.redis;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits a little longer after each failure in a row, unless it is over anyway. */
final class Backoff {

    private static final long SHORTEST_MILLIS = 10;
    private static final long LONGEST_MILLIS = 500;

    private final CountDownLatch over = new CountDownLatch(1);
    private long millis = SHORTEST_MILLIS;

    void succeeded() {
        millis = SHORTEST_MILLIS;
    }

    void failed() throws InterruptedException {
        over.await(millis, TimeUnit.MILLISECONDS);
        millis = Math.min(2 * millis, LONGEST_MILLIS);
    }

    boolean isOver() {
        return over.getCount() == 0;
    }

    void end() {
        over.countDown();
    }
}
