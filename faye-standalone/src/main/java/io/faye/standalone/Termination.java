package io.faye.standalone;

import io.faye.server.DrainOptions;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens on SIGTERM if sessions are to move: the first one begins a drain, and the process ends after that. A second
 * one ends the process without waiting any longer.
 */
final class Termination {

    private static final Logger LOG = LoggerFactory.getLogger(Termination.class);

    private final StandaloneServer server;
    private final DrainOptions options;
    private final Runnable exit;
    private final AtomicBoolean draining = new AtomicBoolean();

    /**
     * Prepares a termination.
     *
     * @param exit ends the process, and closes the server before; called on any thread, maybe twice
     */
    Termination(StandaloneServer server, DrainOptions options, Runnable exit) {
        this.server = server;
        this.options = options;
        this.exit = exit;
    }

    /** The process got the signal. */
    void signalled() {
        if (draining.compareAndSet(false, true)) {
            // The server's own threads, on which the stage completes, must not wait for their own end.
            server.drain(options).thenRun(() -> new Thread(exit, "faye-drained").start());
        } else {
            LOG.info("Stopping at once, because a second signal came");
            exit.run();
        }
    }
}
