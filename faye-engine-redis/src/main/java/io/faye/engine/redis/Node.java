package io.faye.engine.redis;

import io.faye.engine.EngineContext;
import io.faye.engine.EngineException;
import io.faye.engine.support.KeyedLanes;
import io.faye.protocol.ClientId;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
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
import redis.clients.jedis.Protocol;

/** This process as a part of the service: its connections, its threads, and what it knows. */
final class Node implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Node.class);
    private static final int THREADS = 8;
    private static final long KEEP_ALIVE_SECONDS = 30;
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(3);

    private final EngineContext context;
    private final Life life;
    private final Keys keys;
    private final Operations operations;
    private final ThreadPoolExecutor threads;
    private final KeyedLanes lanes;
    private final Map<ClientId, Integer> inLanes = new ConcurrentHashMap<>();
    private final Pipe pipe;
    private final Pipe scans;
    private final Errands errands;
    private final Replica replica;
    private final Tail tail;
    private final Beat beat;
    private final Wakefulness wakefulness;
    private final Future<?> sweeping;
    private final AtomicBoolean closed = new AtomicBoolean();

    Node(EngineContext context, RedisOptions options, String name, Connector connector, Watermark.State start) {
        Duration patience = context.operationTimeout();
        this.context = context;
        this.life = Life.of(context.timeout(), options);
        this.keys = new Keys(options.namespace());
        this.operations = new Operations(name, context);
        this.threads = threads();
        this.lanes = new KeyedLanes(threads);
        this.pipe = new Pipe("faye-redis-writer", connector, patience, options.waitReplicas());
        this.scans = new Pipe("faye-redis-scanner", connector, patience, 0);
        this.errands = new Errands(pipe, scans, keys, operations, life, threads, context.scheduler(), patience);
        this.replica = new Replica(context, operations, threads, errands, start.newest());
        this.tail = new Tail("faye-redis-tail", connector, keys, replica, new Watermark(start));
        this.tail.start();
        this.beat = new Beat(pipe, keys, operations, replica, life, context);
        // The lease may have been renewed some time before this process fell asleep.
        Duration longest = Beat.LEASE.dividedBy(2);
        this.wakefulness = new Wakefulness(pipe, keys, replica, longest, context);
        this.sweeping = sweep(operations.sweepInterval().toNanos());
    }

    private Future<?> sweep(long nanos) {
        Runnable sweep = () -> {
            pipe.refuseUnsent();
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

    static EngineException closed() {
        return new EngineException("The engine is closed");
    }

    boolean isClosed() {
        return closed.get();
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
     * @param answered is told the answer, on the thread of the pipe
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
                () -> operations.isWanted(operation),
                reply -> answered.accept(operation, reply),
                operation::answerLost));
        return operation.stage();
    }

    /**
     * Goes on with an answer of one session on another thread, because it needs the replica's lock. Called on the thread
     * of the pipe.
     */
    void inLane(ClientId client, Operation<?> operation, Runnable task) {
        inLanes.merge(client, 1, Integer::sum);
        lanes.execute(client, () -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                operation.fail(e);
            } finally {
                inLanes.computeIfPresent(client, (same, count) -> count == 1 ? null : count - 1);
            }
        });
    }

    /** Goes on with an answer of one session, after those before it. Called on the thread of the pipe. */
    void inOrder(ClientId client, Operation<?> operation, Runnable task) {
        if (inLanes.containsKey(client)) {
            inLane(client, operation, task);
        } else {
            task.run();
        }
    }

    void execute(Runnable task) {
        threads.execute(task);
    }

    /** Writes to Redis as operations do, and looks whether the tail still follows the log. */
    CompletionStage<Void> health() {
        return ask(
                new Operation<Void>(new Object()),
                origin -> new CommandArguments(Protocol.Command.SET)
                        .key(keys.lease(operations.node()))
                        .add("1")
                        .add("PX")
                        .add(Long.toString(Beat.LEASE.toMillis())),
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
        wakefulness.close();
        sweeping.cancel(false);
        errands.close();
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
