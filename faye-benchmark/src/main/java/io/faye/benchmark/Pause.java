package io.faye.benchmark;

import java.util.concurrent.TimeUnit;

/** Lets time pass, which is what measuring is about. */
final class Pause {

    private Pause() {}

    static void seconds(int seconds) {
        millis(TimeUnit.SECONDS.toMillis(seconds));
    }

    static void millis(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }
}
