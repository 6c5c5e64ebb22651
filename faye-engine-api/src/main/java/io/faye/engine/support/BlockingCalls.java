package io.faye.engine.support;

import io.faye.engine.EngineException;
import io.faye.protocol.concurrent.DaemonThreads;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Runs blocking calls on a bounded number of threads: calls with the same key one after another, in the order in which
 * they were submitted. A bounded number of calls waits. A call that has waited longer than the time for an operation
 * is not begun.
 */
final class BlockingCalls {

    private static final int MAX_WAITING = 10_000;
    private static final long KEEP_ALIVE_SECONDS = 30;

    private final Duration timeout;
    private final ThreadPoolExecutor threads;
    private final KeyedSerialExecutor keyed;
    private final Set<Call<?>> unfinished = ConcurrentHashMap.newKeySet();
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile boolean closed;

    BlockingCalls(String name, int count, Duration timeout) {
        this.timeout = timeout;
        threads = new ThreadPoolExecutor(
                count,
                count,
                KEEP_ALIVE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                DaemonThreads.numbered(name),
                new ThreadPoolExecutor.DiscardPolicy());
        threads.allowCoreThreadTimeOut(true);
        keyed = new KeyedSerialExecutor(threads);
    }

    /** {@return the work's result; fails with what the work throws, as an engine exception} */
    <T> CompletableFuture<T> submit(Object key, Supplier<T> work) {
        if (waiting.incrementAndGet() > MAX_WAITING) {
            waiting.decrementAndGet();
            return CompletableFuture.failedFuture(
                    new EngineException("Too many operations wait for the engine (" + MAX_WAITING + ")"));
        }
        Call<T> call = new Call<>(work);
        unfinished.add(call);
        keyed.execute(key, call);
        if (closed) {
            call.fail(closedException());
        }
        return call.stage;
    }

    private static EngineException closedException() {
        return new EngineException("The engine is closed");
    }

    /** Fails all calls that have not ended, and begins no further call. */
    void close() {
        closed = true;
        threads.shutdown();
        unfinished.forEach(call -> call.fail(closedException()));
    }

    /** {@return whether the calls in progress have ended within a time} */
    boolean awaitEnd(Duration limit) throws InterruptedException {
        return threads.awaitTermination(limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    void interrupt() {
        threads.shutdownNow();
    }

    /** A call that waits or is in progress. */
    private final class Call<T> implements Runnable {

        private final CompletableFuture<T> stage = new CompletableFuture<>();
        private final long submitted = System.nanoTime();
        private final Supplier<T> work;

        Call(Supplier<T> work) {
            this.work = work;
        }

        @Override
        public void run() {
            waiting.decrementAndGet();
            if (stage.isDone()) {
                return;
            }
            if (System.nanoTime() - submitted > timeout.toNanos()) {
                fail(new EngineException("The operation was not begun within " + timeout));
                return;
            }
            try {
                T result = work.get();
                unfinished.remove(this);
                stage.complete(result);
            } catch (EngineException e) {
                fail(e);
            } catch (RuntimeException | Error e) {
                fail(new EngineException("The engine failed: " + e, e));
            }
        }

        private void fail(EngineException fault) {
            unfinished.remove(this);
            stage.completeExceptionally(fault);
        }
    }
}
