package io.faye.engine.redis.node;

import io.faye.engine.EngineContext;
import io.faye.engine.redis.client.Keys;
import io.faye.engine.redis.client.Redis;
import io.faye.engine.redis.log.LogState;
import io.faye.engine.redis.log.LogTail;
import io.faye.engine.redis.log.LogTrimmer;
import io.faye.engine.redis.log.Operations;
import io.faye.engine.redis.log.Retention;
import io.faye.engine.redis.session.Lifetimes;
import io.faye.engine.redis.session.SessionContext;
import io.faye.engine.redis.session.SessionLog;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.DoubleSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** This process as a part of the service: its connections, its threads, and what it knows. */
public final class Node implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Node.class);
    /** How long closing waits until Redis knows that the sessions are left to others. */
    private static final Duration LEAVING = Duration.ofSeconds(3);
    /** How long closing waits for the host's methods. */
    private static final Duration CLOSING = Duration.ofSeconds(1);

    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(3);
    private static final double MILLIS = 1_000;

    private final EngineContext context;
    private final Redis redis;
    private final NodeThreads threads;
    private final Operations operations;
    private final SessionContext sessions;
    private final SessionLog log;
    private final LogTrimmer trimmer;
    private final HealthProbe probe;
    private final LogTail tail;
    private final Heartbeat heartbeat;
    private final Future<?> sweeping;
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * Begins to follow the log from its end.
     *
     * @param name this process' name
     */
    public Node(String name, Redis redis, Keys keys, Retention retention, EngineContext context) {
        this(name, redis, keys, retention, context, NodeThreads.start());
    }

    /** The same with threads of the caller's choice, which {@link #close} ends. */
    public Node(String name, Redis redis, Keys keys, Retention retention, EngineContext context, NodeThreads threads) {
        LogState start = Start.look(redis, keys);
        Lifetimes life = new Lifetimes(context.timeout());
        LOG.info("Node follows the log (node={}, log={}, after={})", name, keys.log(), start.newest());
        this.context = context;
        this.redis = redis;
        this.threads = threads;
        this.operations = new Operations(name, redis, context, threads.completions());
        this.sessions = new SessionContext(
                context, life, keys, redis, operations, threads.sessions(), this::isCurrent, this::isAwake);
        this.log = new SessionLog(sessions, start.newest());
        this.trimmer = new LogTrimmer(keys, retention, start.allowed());
        this.probe = new HealthProbe(sessions, log, trimmer, this::isReading);
        this.heartbeat = new Heartbeat(sessions, log, new Checkpoints(sessions, log));
        this.tail = new LogTail(redis, keys, log, trimmer, start, context.clock());
        redis.follow(tail::history);
        this.tail.start();
        this.sweeping = sweep(operations.sweepInterval().toNanos());
    }

    private boolean isCurrent() {
        return tail.isFollowing() && isReading();
    }

    private boolean isReading() {
        return tail.age().compareTo(LONGEST_SILENCE) < 0;
    }

    private boolean isAwake() {
        return heartbeat.isAwake();
    }

    private Future<?> sweep(long nanos) {
        Runnable sweep = () -> {
            redis.refuseUnsent();
            operations.sweep();
            threads.unblock().run();
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

    public LogTrimmer trimmer() {
        return trimmer;
    }

    /** {@return completed if publishes are accepted, and arrive here} */
    public CompletionStage<Void> health() {
        return probe.check();
    }

    /** {@return what changes of the log, of Redis and of this node, by name} */
    public Map<String, DoubleSupplier> figures() {
        return Map.of(
                "log.entries", trimmer::entries,
                "memory.used.bytes", trimmer::used,
                "memory.limit.bytes", trimmer::allowed,
                "tail.age.seconds", () -> tail.age().toMillis() / MILLIS,
                "lease.age.seconds", () -> heartbeat.age().toMillis() / MILLIS);
    }

    /** Leaves the sessions to other nodes, if Redis answers in time. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        heartbeat.close();
        sweeping.cancel(false);
        operations.close();
        tail.close();
        leave();
        redis.close();
        threads.end().accept(CLOSING);
    }

    private void leave() {
        CountDownLatch left = new CountDownLatch(1);
        heartbeat.leave(left::countDown);
        try {
            left.await(LEAVING.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
