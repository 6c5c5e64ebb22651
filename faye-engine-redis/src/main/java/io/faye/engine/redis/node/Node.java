package io.faye.engine.redis.node;

import io.faye.engine.EngineContext;
import io.faye.engine.redis.client.Keys;
import io.faye.engine.redis.client.Redis;
import io.faye.engine.redis.log.HealthProbe;
import io.faye.engine.redis.log.LogSize;
import io.faye.engine.redis.log.LogState;
import io.faye.engine.redis.log.LogTail;
import io.faye.engine.redis.log.LogTrimmer;
import io.faye.engine.redis.log.Operations;
import io.faye.engine.redis.log.Retention;
import io.faye.engine.redis.session.Errands;
import io.faye.engine.redis.session.Life;
import io.faye.engine.redis.session.Replica;
import io.faye.engine.redis.session.SessionContext;
import io.faye.engine.redis.session.SessionLanes;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** This process as a part of the service: its connections, its threads, and what it knows. */
public final class Node implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Node.class);
    private static final int THREADS = 8;
    private static final long KEEP_ALIVE_SECONDS = 30;

    private final EngineContext context;
    private final Redis redis;
    private final Operations operations;
    private final ThreadPoolExecutor threads;
    private final Errands errands;
    private final Replica replica;
    private final SessionContext sessions;
    private final LogTrimmer trimmer;
    private final HealthProbe probe;
    private final LogTail tail;
    private final Beat beat;
    private final Wakefulness wakefulness;
    private final Future<?> sweeping;
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * Begins to follow the log from its end.
     *
     * @param name this process' name
     */
    public Node(String name, Redis redis, Keys keys, Retention retention, EngineContext context) {
        Start.Found found = Start.look(redis, keys);
        LogState start = found.log();
        Life life = new Life(context.timeout());
        LOG.info("Node {} begins behind {} of the log {}", name, start.newest(), keys.log());
        this.context = context;
        this.redis = redis;
        this.operations = new Operations(name, redis, context);
        this.threads = threads();
        this.errands =
                new Errands(redis, keys, operations, life, threads, context.scheduler(), context.operationTimeout());
        this.replica = new Replica(context, operations, threads, errands, start.newest());
        LogSize size = LogSize.of(start, found.bytes());
        this.trimmer = new LogTrimmer(redis, keys, retention, size, context);
        this.probe = new HealthProbe(operations, keys, trimmer);
        this.tail = new LogTail(redis, keys, replica, trimmer, size, start, context.clock());
        this.tail.start();
        this.beat = new Beat(redis, keys, operations, replica, life, context);
        // The lease may have been renewed some time before this process fell asleep.
        Duration longest = Beat.LEASE.dividedBy(2);
        this.wakefulness = new Wakefulness(redis, keys, replica, longest, context);
        this.sessions = new SessionContext(
                context.limits(),
                life,
                keys,
                operations,
                replica,
                errands,
                new SessionLanes(threads),
                threads,
                wakefulness::isSure);
        this.sweeping = sweep(operations.sweepInterval().toNanos());
    }

    private Future<?> sweep(long nanos) {
        Runnable sweep = () -> {
            redis.refuseUnsent();
            operations.sweep();
        };
        return context.scheduler()
                .scheduleWithFixedDelay(() -> threads.execute(sweep), nanos, nanos, TimeUnit.NANOSECONDS);
    }

    private static ThreadPoolExecutor threads() {
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                KEEP_ALIVE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                task -> {
                    Thread thread = new Thread(task, "faye-redis-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                },
                new ThreadPoolExecutor.DiscardPolicy());
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    public SessionContext sessions() {
        return sessions;
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

    /** Leaves the sessions to other nodes, if Redis answers in time. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        beat.close();
        trimmer.close();
        wakefulness.close();
        sweeping.cancel(false);
        errands.close();
        operations.close();
        leave();
        tail.close();
        redis.close();
        awaitThreads();
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

    /** A host's method that does not return is not interrupted: it is not ours. */
    private void awaitThreads() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(context.operationTimeout().toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("The engine is closed, but a method of its host that it had called has not returned yet");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
