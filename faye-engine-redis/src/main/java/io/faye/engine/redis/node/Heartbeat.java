package io.faye.engine.redis.node;

import io.faye.engine.redis.client.Call;
import io.faye.engine.redis.client.Replies;
import io.faye.engine.redis.client.Script;
import io.faye.engine.redis.session.SessionContext;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Renews the lease of this process every second, ends sessions that have expired, and writes checkpoints. */
final class Heartbeat implements AutoCloseable {

    static final Duration LEASE = Duration.ofSeconds(5);
    private static final long LONGEST_MILLIS = 1_000;
    private static final int ENDS_AT_ONCE = 200;

    private final SessionContext context;
    private final Checkpoints checkpoints;
    private final Future<?> ticking;
    private final AtomicBoolean inProgress = new AtomicBoolean();

    Heartbeat(SessionContext context, Checkpoints checkpoints) {
        this.context = context;
        this.checkpoints = checkpoints;
        long millis = Math.max(1, Math.min(context.host().timeout().toMillis() / 4, LONGEST_MILLIS));
        this.ticking = context.host().scheduler().scheduleWithFixedDelay(this::tick, 0, millis, TimeUnit.MILLISECONDS);
    }

    private void tick() {
        if (inProgress.compareAndSet(false, true)) {
            send();
            checkpoints.write();
        }
    }

    private void send() {
        Call call = Script.HEARTBEAT.call(
                context.keys().ofService(),
                context.process(),
                context.operations().ofEngine(),
                LEASE.toMillis(),
                context.life().graceMillis(),
                context.life().keepMillis(),
                ENDS_AT_ONCE);
        context.send(call, this::answered, fault -> inProgress.set(false));
    }

    private void answered(Object reply) {
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
