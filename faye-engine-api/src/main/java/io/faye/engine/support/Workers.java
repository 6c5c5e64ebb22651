package io.faye.engine.support;

import io.faye.engine.EngineContext;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Does blocking work on a few threads: in order for each key, within a time limit, and not too much of it. */
final class Workers {

    private static final String CLOSED = "The engine is closed";
    private static final int MOST_WAITING = 10_000;
    private static final long KEEP_ALIVE_SECONDS = 30;
    private static final long INTERRUPTED_MILLIS = 1_000;

    private final String name;
    private final Duration limit;
    /** By the machine's time: a store takes its own, also where the host's is turned by hand. */
    private final ScheduledThreadPoolExecutor timers;

    private final ThreadPoolExecutor threads;
    private final KeyedLanes lanes;
    private final Semaphore room = new Semaphore(MOST_WAITING);
    private final Set<Operation<?>> unfinished = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    Workers(EngineContext context, String name, int count) {
        this.name = name;
        this.limit = context.operationTimeout();
        this.timers = timers(name);
        AtomicInteger number = new AtomicInteger();
        this.threads = new ThreadPoolExecutor(
                count,
                count,
                KEEP_ALIVE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                task -> new Thread(task, name + "-" + number.incrementAndGet()),
                new ThreadPoolExecutor.DiscardPolicy());
        this.threads.allowCoreThreadTimeOut(true);
        this.lanes = new KeyedLanes(threads);
    }

    private static ScheduledThreadPoolExecutor timers(String name) {
        ScheduledThreadPoolExecutor timers =
                new ScheduledThreadPoolExecutor(1, task -> new Thread(task, name + "-limit"));
        timers.setRemoveOnCancelPolicy(true);
        timers.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return timers;
    }

    CompletionStage<Void> run(Object key, Runnable work) {
        return submit(key, () -> {
            work.run();
            return null;
        });
    }

    <T> CompletionStage<T> submit(Object key, Supplier<T> work) {
        return submitWithSuccess(key, () -> {
            T result = work.get();
            return () -> result;
        });
    }

    /** For work that returns what is to follow if the operation has not failed meanwhile. */
    <T> CompletionStage<T> submitWithSuccess(Object key, Supplier<Supplier<T>> work) {
        Operation<T> operation = new Operation<>(work);
        if (closed) {
            operation.fail(CLOSED);
        } else if (room.tryAcquire()) {
            unfinished.add(operation);
            begin(key, operation);
        } else {
            operation.fail(MOST_WAITING + " operations wait already");
        }
        return operation.stage();
    }

    private void begin(Object key, Operation<?> operation) {
        Future<?> timer = timer(operation);
        operation.stage().whenComplete((result, fault) -> {
            timer.cancel(false);
            unfinished.remove(operation);
        });
        if (closed) {
            operation.fail(CLOSED);
        }
        lanes.execute(key, () -> {
            room.release();
            operation.run();
        });
    }

    private Future<?> timer(Operation<?> operation) {
        Runnable expiry = () -> operation.fail("The operation was not done within " + limit);
        try {
            return timers.schedule(expiry, limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            operation.fail(CLOSED);
            return CompletableFuture.completedFuture(null);
        }
    }

    void close(Runnable last) {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        threads.shutdown();
        unfinished.forEach(operation -> operation.fail(CLOSED));
        timers.shutdown();
        Closing closing = new Closing(name, last);
        boolean came = closing.awaits(limit);
        if (!await(limit.toMillis()) || !came) {
            closing.interrupt();
            threads.shutdownNow();
            await(INTERRUPTED_MILLIS);
        }
    }

    /** {@return whether all threads are gone} */
    private boolean await(long millis) {
        try {
            return threads.awaitTermination(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
