package io.faye.tck.selftest.shared;

import io.faye.engine.EngineException;
import io.faye.engine.support.KeyedLanes;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Makes calls that block on threads of its own; calls with one key one after the other, in the order given. */
final class Offload {

    private static final int THREADS = 8;

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, task -> {
        Thread thread = new Thread(task, "shared-calls");
        thread.setDaemon(true);
        return thread;
    });
    private final KeyedLanes lanes = new KeyedLanes(threads);
    private final long limitNanos;
    private volatile boolean closed;

    /** Begins no call that has waited as long as this. */
    Offload(Duration limit) {
        limitNanos = limit.toNanos();
    }

    <T> CompletionStage<T> call(Object key, Supplier<T> call) {
        CompletableFuture<T> stage = new CompletableFuture<>();
        long asked = System.nanoTime();
        try {
            lanes.execute(key, () -> run(stage, asked, call));
        } catch (RejectedExecutionException e) {
            stage.completeExceptionally(new EngineException("The engine is closed"));
        }
        return stage;
    }

    private <T> void run(CompletableFuture<T> stage, long asked, Supplier<T> call) {
        try {
            if (closed || System.nanoTime() - asked > limitNanos) {
                throw new EngineException(closed ? "The engine is closed" : "The operation has waited too long");
            }
            stage.complete(call.get());
        } catch (RuntimeException e) {
            stage.completeExceptionally(e);
        }
    }

    /** Does something without a result. */
    void execute(Object key, Runnable task) {
        call(key, () -> {
            task.run();
            return key;
        });
    }

    void close() {
        closed = true;
        threads.shutdown();
        try {
            if (!threads.awaitTermination(2, TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
