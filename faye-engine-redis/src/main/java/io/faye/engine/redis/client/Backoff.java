package io.faye.engine.redis.client;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits a little longer after each failure in a row, until it is closed. */
final class Backoff {

    private static final long SHORTEST_MILLIS = 10;
    private static final long LONGEST_MILLIS = 500;

    private final CountDownLatch closed = new CountDownLatch(1);
    private long millis = SHORTEST_MILLIS;

    void succeeded() {
        millis = SHORTEST_MILLIS;
    }

    void failed() throws InterruptedException {
        closed.await(millis, TimeUnit.MILLISECONDS);
        millis = Math.min(2 * millis, LONGEST_MILLIS);
    }

    boolean isClosed() {
        return closed.getCount() == 0;
    }

    void close() {
        closed.countDown();
    }
}
