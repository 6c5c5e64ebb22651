package io.faye.server;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** How long to wait before the next attempt: not at all after the first failure, then longer and longer, at random. */
final class Backoff {

    private static final long FIRST = Duration.ofMillis(100).toNanos();
    private static final int DOUBLINGS = 20;

    private final long longest;
    private int failures;

    Backoff(Duration longest) {
        this.longest = longest.toNanos();
    }

    /** {@return the pause after one more failure} */
    synchronized Duration next() {
        failures++;
        if (failures == 1) {
            return Duration.ZERO;
        }
        long most = Math.min(longest, FIRST << Math.min(DOUBLINGS, failures - 2));
        return Duration.ofNanos(most / 2 + ThreadLocalRandom.current().nextLong(most / 2 + 1));
    }

    /** An attempt succeeded. */
    synchronized void reset() {
        failures = 0;
    }
}
