package io.faye.engine.support;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes an engine on a thread of its own: one whose backend does not answer may hang in that as well. */
final class Closing {

    private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

    private final Thread thread;

    Closing(String name, Runnable close) {
        thread = new Thread(() -> guard(close), name + "-close");
        thread.setDaemon(true);
        thread.start();
    }

    private static void guard(Runnable close) {
        try {
            close.run();
        } catch (RuntimeException e) {
            LOG.warn("The engine did not close well", e);
        }
    }

    /** {@return whether it was done in time} */
    boolean awaits(Duration limit) {
        try {
            thread.join(limit.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }

    void interrupt() {
        thread.interrupt();
    }
}
