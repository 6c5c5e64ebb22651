package io.faye.engine.redis;

import io.faye.engine.EngineContext;
import io.faye.engine.EngineException;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.CommandArguments;

/** This process as a part of the service: its connections, its threads, and what it knows. */
final class Node implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Node.class);
    private static final int THREADS = 8;
    private static final long KEEP_ALIVE_SECONDS = 30;

    private final EngineContext context;
    private final RedisOptions options;
    private final Life life;
    private final Keys keys;
    private final Operations operations;
    private final ThreadPoolExecutor threads;
    private final Reporter reporter;
    private final Pipe pipe;
    private final Pipe scans;
    private final Errands errands;
    private final Replica replica;
    private final Tail tail;
    private final Beat beat;
    private final Wakefulness wakefulness;
    private final AtomicBoolean closed = new AtomicBoolean();

    Node(EngineContext context, RedisOptions options, String name, Connector connector, Watermark.State start) {
        Duration patience = context.operationTimeout();
        this.context = context;
        this.options = options;
        this.life = Life.of(context.timeout(), options);
        this.keys = new Keys(options.namespace());
        this.operations = new Operations(name, context);
        this.threads = threads();
        this.reporter = new Reporter(context, threads);
        this.pipe = new Pipe("faye-redis-writer", connector, patience, options.waitReplicas());
        this.scans = new Pipe("faye-redis-scanner", connector, patience, 0);
        this.errands =
                new Errands(pipe, scans, keys, operations, reporter, life, threads, context.scheduler(), patience);
        this.replica = new Replica(context.queueLimits(), operations, reporter, errands, start.newest());
        this.tail = new Tail("faye-redis-tail", connector, keys, replica, new Watermark(start));
        this.tail.start();
        this.beat = new Beat(pipe, keys, operations, replica, life, context);
        // The lease may have been renewed some time before this process fell asleep.
        Duration longest = Beat.LEASE.dividedBy(2);
        this.wakefulness = new Wakefulness(pipe, keys, replica, reporter, longest, context);
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

    static EngineException closed() {
        return new EngineException("The engine is closed");
    }

    boolean isClosed() {
        return closed.get();
    }

    boolean waitsForReplicas() {
        return options.waitReplicas() > 0;
    }

    EngineContext context() {
        return context;
    }

    Life life() {
        return life;
    }

    Keys keys() {
        return keys;
    }

    Operations operations() {
        return operations;
    }

    Reporter reporter() {
        return reporter;
    }

    Pipe pipe() {
        return pipe;
    }

    Errands errands() {
        return errands;
    }

    Replica replica() {
        return replica;
    }

    /** {@return whether what is queued here may be delivered} */
    boolean isAwake() {
        return wakefulness.isSure();
    }

    /**
     * Begins an operation that is one call of Redis.
     *
     * @param call makes the call, given the operation's name in the log
     * @param answered is told the answer, in the operation's lane
     */
    <T> CompletionStage<T> ask(
            Operation<T> operation,
            Function<Origin, CommandArguments> call,
            BiConsumer<Operation<T>, Object> answered) {
        Origin origin = operations.begin(operation);
        pipe.send(new Command(
                call.apply(origin),
                Command.SMALL,
                operation.lane(),
                Command.Urgency.PATIENT,
                operation::isOpen,
                reply -> reporter.inLane(operation.lane(), () -> answer(operation, reply, answered)),
                fault -> reporter.inLane(operation.lane(), () -> operation.fail(fault))));
        return operation.stage();
    }

    private static <T> void answer(Operation<T> operation, Object reply, BiConsumer<Operation<T>, Object> answered) {
        try {
            answered.accept(operation, reply);
        } catch (RuntimeException e) {
            operation.fail(e);
        }
    }

    /** Leaves the sessions to other nodes, if Redis answers in time. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        beat.close();
        wakefulness.close();
        errands.close();
        reporter.close();
        operations.close();
        leave();
        tail.close();
        pipe.close();
        scans.close();
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
