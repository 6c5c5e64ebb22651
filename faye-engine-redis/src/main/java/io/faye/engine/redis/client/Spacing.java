package io.faye.engine.redis.client;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Keeps the rounds of a busy thread apart, so that work gathers for each: a round costs several switches between threads,
 * here and in Redis, whether it moves one message or a hundred. A round that begins after a pause is not delayed.
 */
final class Spacing {

    private static final long SHORTEST_NANOS = TimeUnit.MICROSECONDS.toNanos(250);

    private long begunNanos = System.nanoTime() - SHORTEST_NANOS;

    /** Begins a round, when the last one began long enough ago. */
    void await() {
        long left = SHORTEST_NANOS - (System.nanoTime() - begunNanos);
        if (left > 0) {
            LockSupport.parkNanos(left);
        }
        begunNanos = System.nanoTime();
    }
}
