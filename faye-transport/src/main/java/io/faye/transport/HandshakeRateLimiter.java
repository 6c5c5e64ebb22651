package io.faye.transport;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Counts handshakes from each network: a bucket that fills at the rate, and holds what comes in a second. */
public final class HandshakeRateLimiter {

    /** More than that are not remembered: some may shake hands too often then, but memory does not grow. */
    private static final int MOST_NETWORKS = 100_000;

    private static final double SECOND = TimeUnit.SECONDS.toNanos(1);

    private volatile int perSecond;
    private final Cache<AddressKey, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(MOST_NETWORKS)
            .expireAfterAccess(Duration.ofSeconds(10))
            .executor(Runnable::run)
            .build();

    /**
     * Begins to count.
     *
     * @param perSecond how many handshakes each network may make in a second, 0 for any number
     */
    public HandshakeRateLimiter(int perSecond) {
        this.perSecond = perSecond;
    }

    /**
     * Changes the rate; each network has its full number at first.
     *
     * @param value how many handshakes each network may make in a second, 0 for any number
     */
    public void limit(int value) {
        if (value != perSecond) {
            perSecond = value;
            buckets.invalidateAll();
        }
    }

    /**
     * {@return whether a network may make a handshake now, which is counted}
     *
     * @param network where the handshake comes from
     * @param now the time, as {@link System#nanoTime} tells it
     */
    public boolean admits(AddressKey network, long now) {
        return perSecond == 0
                || buckets.get(network, key -> new Bucket(perSecond, now)).take(now);
    }

    private static final class Bucket {

        private final int size;
        private double left;
        private long filled;

        Bucket(int size, long now) {
            this.size = size;
            this.left = size;
            this.filled = now;
        }

        synchronized boolean take(long now) {
            left = Math.min(size, left + Math.max(0, now - filled) / SECOND * size);
            filled = now;
            boolean enough = left >= 1;
            left -= enough ? 1 : 0;
            return enough;
        }
    }
}
