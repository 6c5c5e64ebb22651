package io.faye.auth.jwt;

import java.time.Duration;

/** Pauses between failed attempts that double from one second to one minute. Not safe for threads. */
final class DownloadBackoff {

    private static final long FIRST = Duration.ofSeconds(1).toNanos();
    private static final long LONGEST = Duration.ofMinutes(1).toNanos();

    private long pause;
    private long failedAt;

    void failed(long now) {
        pause = pause == 0 ? FIRST : Math.min(LONGEST, 2 * pause);
        failedAt = now;
    }

    void succeeded() {
        pause = 0;
    }

    /** {@return whether the last attempt failed} */
    boolean isFailing() {
        return pause > 0;
    }

    /** {@return whether the next attempt has to wait} */
    boolean isPausing(long now) {
        return isFailing() && now - failedAt < pause;
    }

    /** {@return the pause after the last attempt; zero if that succeeded} */
    Duration pause() {
        return Duration.ofNanos(pause);
    }
}
