package io.faye.engine.redis.node;

import io.faye.engine.EngineContext;
import io.faye.engine.redis.client.Call;
import io.faye.engine.redis.client.Command;
import io.faye.engine.redis.client.Keys;
import io.faye.engine.redis.client.Redis;
import io.faye.engine.redis.client.Replies;
import io.faye.engine.redis.client.Script;
import io.faye.engine.redis.log.Operations;
import io.faye.engine.redis.session.Life;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** What each node does every moment: it renews its lease, ends what has expired, and writes positions. */
final class Beat implements AutoCloseable {

    private static final long LONGEST_MILLIS = 1_000;
    static final Duration LEASE = Duration.ofSeconds(5);
    private static final int SLICE = 200;

    private final Redis redis;
    private final Keys keys;
    private final Operations operations;
    private final Checkpoints checkpoints;
    private final Life life;
    private final Future<?> ticking;
    private final AtomicBoolean underWay = new AtomicBoolean();

    Beat(Redis redis, Keys keys, Operations operations, Checkpoints checkpoints, Life life, EngineContext context) {
        this.redis = redis;
        this.keys = keys;
        this.operations = operations;
        this.checkpoints = checkpoints;
        this.life = life;
        long millis = Math.max(1, Math.min(context.timeout().toMillis() / 4, LONGEST_MILLIS));
        this.ticking = context.scheduler().scheduleWithFixedDelay(this::tick, 0, millis, TimeUnit.MILLISECONDS);
    }

    private void tick() {
        if (underWay.compareAndSet(false, true)) {
            beat();
            checkpoints.write();
        }
    }

    private void beat() {
        Call call = Script.BEAT.call(
                keys.ofService(),
                operations.node(),
                operations.ofEngine(),
                LEASE.toMillis(),
                life.graceMillis(),
                life.keepMillis(),
                SLICE);
        redis.send(Command.of(call, this::beaten, fault -> underWay.set(false)));
    }

    private void beaten(Object reply) {
        List<?> values = Replies.list(reply);
        if (Replies.number(values.get(1)) == SLICE) {
            beat();
        } else {
            underWay.set(false);
        }
    }

    /** Leaves all sessions to others; the reply to the last command says that this is known. */
    void leave(Runnable done) {
        checkpoints.leave();
        Call call = Script.LEAVE.call(keys.ofService(), operations.node());
        redis.send(Command.of(call, reply -> done.run(), fault -> done.run()));
    }

    @Override
    public void close() {
        ticking.cancel(false);
    }
}
