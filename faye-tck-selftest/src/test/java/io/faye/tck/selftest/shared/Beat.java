package io.faye.tck.selftest.shared;

import io.faye.engine.EngineException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Listens to the store, for as long as its process does. */
final class Beat implements AutoCloseable {

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final SharedEngine engine;
    private final Thread listening;
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
                engine.store.get(at -> at.notices(engine.node)).forEach(engine::tell);
            } catch (EngineException e) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
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
