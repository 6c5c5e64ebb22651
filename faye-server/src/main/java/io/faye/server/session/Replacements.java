package io.faye.server.session;

import java.time.Duration;

/** Counts how often a client's held connect was replaced by a newer one lately. */
final class Replacements {

    /** How long a client is told to wait that connects while another connect of its is held. */
    static final Duration PAUSE = Duration.ofSeconds(2);

    private static final long WINDOW = Duration.ofSeconds(10).toNanos();
    private static final int TOLERATED = 5;

    private long windowStart = System.nanoTime();
    private int count;

    /** Counts one more. */
    boolean isTooOften() {
        long now = System.nanoTime();
        if (now - windowStart > WINDOW) {
            windowStart = now;
            count = 0;
        }
        count++;
        return count > TOLERATED;
    }
}
