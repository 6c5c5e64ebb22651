package io.faye.engine.redis.node;

import io.faye.engine.redis.client.Call;
import io.faye.engine.redis.client.Replies;
import io.faye.engine.redis.client.Script;
import io.faye.engine.redis.session.SessionContext;
import io.faye.engine.redis.session.SessionLog;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renews the lease of this process every second, ends sessions that have expired, and writes checkpoints. If this process
 * has stood still so long that its lease may have expired, other processes may have claimed its sessions: then nothing is
 * delivered until the log was read to its end, and with it the claims.
 */
final class Heartbeat implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);
    /** Shorter than the lease, so that reads of before the pause are over when it expires. */
    private static final long LONGEST_PAUSE_MILLIS = 3_000;

    private static final long LONGEST_MILLIS = 1_000;
    private static final int ENDS_AT_ONCE = 200;

    private final SessionContext context;
    private final SessionLog log;
    private final Checkpoints checkpoints;
    private final AtomicBoolean inProgress = new AtomicBoolean();
    /** The pause after which the log has not been read to its end yet. */
    private final AtomicReference<@Nullable Object> pause = new AtomicReference<>();

    private final Future<?> ticking;
    private volatile long tickMillis;
    private volatile long renewedMillis;

    Heartbeat(SessionContext context, SessionLog log, Checkpoints checkpoints) {
        this.context = context;
        this.log = log;
        this.checkpoints = checkpoints;
        this.tickMillis = now();
        this.renewedMillis = tickMillis;
        long millis = Math.max(1, Math.min(context.host().timeout().toMillis() / 4, LONGEST_MILLIS));
        this.ticking = context.host().scheduler().scheduleWithFixedDelay(this::tick, 0, millis, TimeUnit.MILLISECONDS);
    }

    private long now() {
        return context.host().clock().millis();
    }

    /** {@return how long ago Redis said that the lease is renewed} */
    Duration age() {
        return Duration.ofMillis(now() - renewedMillis);
    }

    /** {@return whether what is queued here may be delivered} */
    boolean isAwake() {
        return pause.get() == null && now() - tickMillis <= LONGEST_PAUSE_MILLIS;
    }

    private void tick() {
        long millis = now() - tickMillis;
        if (millis > LONGEST_PAUSE_MILLIS) {
            LOG.warn("Process has stood still; delivering nothing until the log was read (millis={})", millis);
            Object begun = new Object();
            pause.set(begun);
            log.whenCaughtUp(() -> wake(begun));
        }
        tickMillis = now();
        if (inProgress.compareAndSet(false, true)) {
            send();
            checkpoints.write();
        }
    }

    private void wake(Object ended) {
        if (pause.compareAndSet(ended, null)) {
            log.wakeAll();
        }
    }

    private void send() {
        Call call = Script.HEARTBEAT.call(
                context.keys().ofService(),
                context.process(),
                context.operations().ofEngine(),
                context.life().leaseMillis(),
                context.life().graceMillis(),
                context.life().keepMillis(),
                ENDS_AT_ONCE);
        context.send(call, this::answered, fault -> inProgress.set(false));
    }

    private void answered(Object reply) {
        renewedMillis = now();
        List<String> living = Replies.list(Replies.list(reply).get(2)).stream()
                .map(Replies::text)
                .toList();
        context.worker().execute(() -> log.change(() -> log.losses().living(living)));
        if (Replies.number(Replies.list(reply).get(1)) == ENDS_AT_ONCE) {
            send();
        } else {
            inProgress.set(false);
        }
    }

    /** Leaves all sessions to other processes. */
    void leave(Runnable done) {
        checkpoints.leave();
        Call call = Script.LEAVE.call(context.keys().ofService(), context.process());
        context.send(call, reply -> done.run(), fault -> done.run());
    }

    @Override
    public void close() {
        ticking.cancel(false);
    }
}
