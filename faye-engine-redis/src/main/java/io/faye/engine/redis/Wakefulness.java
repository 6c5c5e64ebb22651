package io.faye.engine.redis;

import io.faye.engine.EngineContext;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that this process has slept so long that its lease may be over, so that others may have claimed its clients. Nothing is
 * delivered then until the log was read to its end, and with it what was claimed.
 */
final class Wakefulness implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Wakefulness.class);
    private static final long TICK_MILLIS = 250;

    private final Pipe pipe;
    private final Keys keys;
    private final Replica replica;
    private final long longestNanos;
    private final Future<?> ticking;
    private volatile long tickNanos = System.nanoTime();
    private volatile boolean unsure;
    private volatile @Nullable LogId end;

    Wakefulness(Pipe pipe, Keys keys, Replica replica, Duration longest, EngineContext context) {
        this.pipe = pipe;
        this.keys = keys;
        this.replica = replica;
        this.longestNanos = longest.toNanos();
        this.ticking =
                context.scheduler().scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** {@return whether what is queued here may be delivered} */
    boolean isSure() {
        return !unsure && System.nanoTime() - tickNanos <= longestNanos;
    }

    private void tick() {
        long slept = System.nanoTime() - tickNanos;
        if (slept > longestNanos) {
            LOG.warn("This process has slept {} s; it looks whether its clients have gone elsewhere", slept / 1e9);
            end = null;
            unsure = true;
        }
        tickNanos = System.nanoTime();
        if (unsure) {
            makeSure();
        }
    }

    private void makeSure() {
        LogId newest = end;
        if (newest == null) {
            pipe.send(Command.of(
                    Script.INSPECT.call(keys.ofService()),
                    reply -> end = Watermark.state(reply).newest(),
                    fault -> LOG.debug("Redis does not say where the log ends", fault)));
        } else if (!newest.isAfter(replica.last())) {
            unsure = false;
            replica.wakeAll();
        }
    }

    @Override
    public void close() {
        ticking.cancel(false);
    }
}
