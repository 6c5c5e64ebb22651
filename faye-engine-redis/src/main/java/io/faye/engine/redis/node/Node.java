package io.faye.engine.redis.node;

import io.faye.engine.EngineContext;
import io.faye.engine.EngineException;
import io.faye.engine.redis.client.Call;
import io.faye.engine.redis.client.Keys;
import io.faye.engine.redis.client.Redis;
import io.faye.engine.redis.log.LogState;
import io.faye.engine.redis.log.LogTail;
import io.faye.engine.redis.log.Operation;
import io.faye.engine.redis.log.Operations;
import io.faye.engine.redis.session.Life;
import io.faye.engine.redis.session.SessionContext;
import io.faye.engine.redis.session.SessionLog;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** This process as a part of the service: its connections, its threads, and what it knows. */
public final class Node implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Node.class);
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(3);

    private final EngineContext context;
    private final Redis redis;
    private final Keys keys;
    private final NodeThreads threads;
    private final Operations operations;
    private final SessionContext sessions;
    private final SessionLog log;
    private final LogTail tail;
    private final Beat beat;
    private final LeaseGuard lease;
    private final Future<?> sweeping;
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * Begins to follow the log from its end.
     *
     * @param name this process' name
     */
    public Node(String name, Redis redis, Keys keys, Life life, EngineContext context) {
        LogState start = Start.look(redis, keys);
        LOG.info("Node {} begins behind {} of the log {}", name, start.newest(), keys.log());
        this.context = context;
        this.redis = redis;
        this.keys = keys;
        this.threads = new NodeThreads();
        this.operations = new Operations(name, redis, context, threads.completions());
        this.sessions = new SessionContext(
                context, life, keys, redis, operations, threads.sessions(), this::isCurrent, this::isAwake);
        this.log = new SessionLog(sessions, start.newest());
        Recovery recovery = new Recovery(sessions, log);
        log.listener(recovery);
        operations.gate(recovery);
        this.lease = new LeaseGuard(redis, keys, log, Beat.LEASE.dividedBy(2), context);
        this.tail = new LogTail(redis, keys, log, start, context.clock());
        this.tail.start();
        this.beat = new Beat(redis, keys, operations, new Checkpoints(sessions, log), life, context);
        this.sweeping = sweep(operations.sweepInterval().toNanos());
    }

    private boolean isCurrent() {
        return tail.isFollowing() && tail.age().compareTo(LONGEST_SILENCE) < 0;
    }

    private boolean isAwake() {
        return lease.isSure();
    }

    private Future<?> sweep(long nanos) {
        Runnable sweep = () -> {
            redis.refuseUnsent();
            operations.sweep();
        };
        return context.scheduler()
                .scheduleWithFixedDelay(() -> threads.sessions().execute(sweep), nanos, nanos, TimeUnit.NANOSECONDS);
    }

    public SessionContext sessions() {
        return sessions;
    }

    public SessionLog log() {
        return log;
    }

    public Operations operations() {
        return operations;
    }

    /** Writes to Redis as operations do, and looks whether the tail still follows the log. */
    public CompletionStage<Void> health() {
        return operations.ask(
                new Operation<Void>(new Object()),
                origin -> Call.of("SET", keys.lease(operations.node()), "1", "PX", Beat.LEASE.toMillis()),
                (operation, reply) -> {
                    Duration age = tail.age();
                    if (age.compareTo(LONGEST_SILENCE) > 0) {
                        operation.fail(new EngineException("The log could not be read for " + age
                                + ": messages of other processes do not arrive"));
                    } else {
                        operation.done();
                    }
                });
    }

    /** Leaves the sessions to other nodes, if Redis answers in time. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        beat.close();
        lease.close();
        sweeping.cancel(false);
        operations.close();
        leave();
        tail.close();
        redis.close();
        threads.close(context.operationTimeout());
    }

    private void leave() {
        CountDownLatch left = new CountDownLatch(1);
        beat.leave(left::countDown);
        try {
            left.await(context.operationTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
