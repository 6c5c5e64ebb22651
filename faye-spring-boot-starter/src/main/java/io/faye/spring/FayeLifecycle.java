package io.faye.spring;

import io.faye.server.BayeuxServer;
import io.faye.server.DrainOptions;
import java.time.Duration;
import org.springframework.context.SmartLifecycle;

/**
 * Drains and closes the server when the application stops, before the web server waits for its requests: held polls would use up
 * the time of that phase. What publishes has a later phase by default, and has stopped before.
 */
final class FayeLifecycle implements SmartLifecycle {

    /** Web servers wait for their requests in the phase 1024 below the default one. */
    static final int PHASE = DEFAULT_PHASE - 512;

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final BayeuxServer server;
    private final DrainOptions drain;
    private volatile boolean running;

    FayeLifecycle(BayeuxServer server, FayeProperties properties) {
        this.server = server;
        this.drain = new DrainOptions(properties.drainGrace(), properties.drainTime(), PAUSE);
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    /** {@return false, because a closed server cannot start again} Spring 7 asks when it pauses the contexts of tests. */
    public boolean isPauseable() {
        return false;
    }

    @Override
    public void stop() {
        server.drain(drain).toCompletableFuture().join();
        server.close();
        running = false;
    }

    /** Closing may block, and other objects of the phase stop at the same time. */
    @Override
    public void stop(Runnable callback) {
        Runnable closing = () -> {
            try {
                stop();
            } finally {
                callback.run();
            }
        };
        Thread thread = new Thread(closing, "faye-stop");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
