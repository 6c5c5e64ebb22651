package io.faye.engine.redis.node;

import io.faye.engine.redis.log.LogId;
import io.faye.engine.redis.log.LogState;
import io.faye.engine.redis.session.SessionContext;
import io.faye.engine.redis.session.SessionLog;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that this process has stood still so long that its lease may have expired, so that other processes may have
 * claimed its sessions. Nothing is delivered then until the log was read to its end, and with it the claims.
 */
final class LeaseGuard implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LeaseGuard.class);
    private static final long TICK_MILLIS = 250;

    private final SessionContext context;
    private final SessionLog log;
    private final long longestMillis;
    private final Future<?> ticking;
    private volatile long tickMillis;
    private volatile boolean unsure;
    private volatile @Nullable LogId end;

    /**
     * Begins to look.
     *
     * @param longest for how long the process may stand still
     */
    LeaseGuard(SessionContext context, SessionLog log, Duration longest) {
        this.context = context;
        this.log = log;
        this.longestMillis = longest.toMillis();
        this.tickMillis = now();
        this.ticking = context.host()
                .scheduler()
                .scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private long now() {
        return context.host().clock().millis();
    }

    /** {@return whether what is queued here may be delivered} */
    boolean isSure() {
        return !unsure && now() - tickMillis <= longestMillis;
    }

    private void tick() {
        long still = now() - tickMillis;
        if (still > longestMillis) {
            LOG.warn("Process has stood still; delivering nothing until the log was read (millis={})", still);
            end = null;
            unsure = true;
        }
        tickMillis = now();
        if (unsure) {
            makeSure();
        }
    }

    private void makeSure() {
        LogId newest = end;
        if (newest == null) {
            context.send(
                    LogState.inspect(context.keys()),
                    reply -> end = LogState.of(reply).newest(),
                    fault -> LOG.debug("Redis does not say where the log ends", fault));
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
