package io.faye.tck.selftest.shared;

import io.faye.engine.EngineContext;
import io.faye.engine.EngineException;
import io.faye.protocol.ClientId;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** What a process does by itself: it listens to the store, and ends sessions whose time is over. */
final class Beat implements AutoCloseable {

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private static final ClientId NOBODY = ClientId.parse("0".repeat(31)).orElseThrow();

    private final SharedEngine engine;
    private final Thread listening;
    private final Future<?> ticking;
    private volatile boolean closed;

    Beat(EngineContext context, SharedEngine engine) {
        this.engine = engine;
        this.listening = new Thread(this::listen, "shared-notices");
        long tick = Math.max(1, context.timeout().toMillis() / 4);
        this.ticking = context.scheduler().scheduleWithFixedDelay(this::tick, tick, tick, TimeUnit.MILLISECONDS);
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

    /** Asks on a thread of the engine: the scheduler belongs to the host. */
    private void tick() {
        engine.lanes.accept(NOBODY, this::expire);
    }

    private void expire() {
        for (String due : engine.store.get(Store::due)) {
            ClientId client = ClientId.parse(due).orElseThrow();
            engine.lanes.accept(client, () -> engine.expire(client));
        }
    }

    @Override
    public void close() {
        closed = true;
        ticking.cancel(false);
        try {
            listening.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
