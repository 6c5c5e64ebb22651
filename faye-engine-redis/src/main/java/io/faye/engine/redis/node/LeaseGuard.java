package io.faye.engine.redis.node;

import io.faye.engine.EngineContext;
import io.faye.engine.redis.client.Command;
import io.faye.engine.redis.client.Keys;
import io.faye.engine.redis.client.Redis;
import io.faye.engine.redis.log.LogId;
import io.faye.engine.redis.log.LogState;
import io.faye.engine.redis.session.SessionLog;
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
final class LeaseGuard implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LeaseGuard.class);
    private static final long TICK_MILLIS = 250;

    private final Redis redis;
    private final Keys keys;
    private final SessionLog log;
    private final long longestNanos;
    private final Future<?> ticking;
    private volatile long tickNanos = System.nanoTime();
    private volatile boolean unsure;
    private volatile @Nullable LogId end;

    LeaseGuard(Redis redis, Keys keys, SessionLog log, Duration longest, EngineContext context) {
        this.redis = redis;
        this.keys = keys;
        this.log = log;
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
            redis.send(Command.of(
                    LogState.inspect(keys),
                    reply -> end = LogState.of(reply).newest(),
                    fault -> LOG.debug("Redis does not say where the log ends", fault)));
        } else if (!newest.isAfter(log.last())) {
            unsure = false;
            log.wakeAll();
        }
    }

    @Override
    public void close() {
        ticking.cancel(false);
    }
}
