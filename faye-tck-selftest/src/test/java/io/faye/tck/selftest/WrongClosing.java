package io.faye.tck.selftest;

import io.faye.engine.EngineContext;
import io.faye.tck.selftest.court.Breaks;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Wrong about its end. */
final class WrongClosing {

    private WrongClosing() {}

    /** Waits for what does not come, but not for ever, so that the threads of a hundred tests do not pile up. */
    private static void idle() {
        try {
            new CountDownLatch(1).await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Leaves a thread. */
    @Breaks("LIF-1")
    static final class LeavesAThread extends WrongEngine {
        @Override
        EngineContext lend(EngineContext lent) {
            Thread thread = new Thread(WrongClosing::idle, "left-behind");
            thread.setDaemon(true);
            thread.start();
            return lent;
        }
    }

    /** Leaves a timer. */
    @Breaks("LIF-1")
    static final class LeavesATimer extends WrongEngine {
        @Override
        EngineContext lend(EngineContext lent) {
            lent.scheduler().scheduleWithFixedDelay(() -> {}, 1, 1, TimeUnit.SECONDS);
            return lent;
        }
    }

    /** Does not close itself. */
    @Breaks("LIF-1")
    static final class StaysOpen extends WrongEngine {
        @Override
        public void close() {}
    }
}
