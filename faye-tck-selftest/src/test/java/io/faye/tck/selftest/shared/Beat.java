package io.faye.tck.selftest.shared;

import io.faye.engine.EngineException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the store's notices for one process, until that is closed. */
final class Beat implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Beat.class);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final SharedEngine engine;
    private final Thread listening;
    private volatile boolean works = true;
    private volatile boolean closed;

    Beat(SharedEngine engine) {
        this.engine = engine;
        this.listening = new Thread(this::listen, "shared-notices");
        listening.setDaemon(true);
        listening.start();
    }

    private void listen() {
        while (!closed) {
            try {
                for (Store.Notice notice : engine.store.get(at -> at.notices(engine.node))) {
                    take(notice);
                }
                works = true;
            } catch (EngineException e) {
                works = false;
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    /** Those that follow are taken also if the store does not answer for this one. */
    private void take(Store.Notice notice) {
        try {
            engine.notice(notice);
        } catch (EngineException e) {
            LOG.debug("The store does not answer", e);
        }
    }

    /** {@return whether the last attempt to take notices succeeded} */
    boolean isListening() {
        return works;
    }

    @Override
    public void close() {
        closed = true;
        try {
            listening.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
