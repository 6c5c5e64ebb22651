package io.faye.client;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to wait after failures: a random time from half of a limit to the limit, so that clients that were cut off
 * together come back apart. The limit grows by a quarter with each failure: decision 022 says why not faster.
 */
record BackOff(Duration first) {

    private static final double LONGEST_MILLIS = 30_000;
    private static final double FAILURES_TO_DOUBLE = 3;

    /** {@return the wait after some failures in a row, the last one not counted} */
    Duration after(int failures) {
        return after(failures, ThreadLocalRandom.current().nextDouble());
    }

    Duration after(int failures, double random) {
        double base = first.toMillis();
        double limit = base * Math.pow(2, failures / FAILURES_TO_DOUBLE);
        double bounded = Math.min(limit, Math.max(LONGEST_MILLIS, base));
        return Duration.ofMillis(Math.round(bounded * (1 + random) / 2));
    }
}
