package io.faye.tck.selftest;

import io.faye.engine.support.KeyedSerialExecutor;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An engine's own threads, for calls and completions that are not to be made on the caller's. */
final class Elsewhere {

    private static final Logger LOG = LoggerFactory.getLogger(Elsewhere.class);

    private static final int MOMENTS = 1_000;
    /** A busy machine gives the host its turn meanwhile; not for each of thousands, which would take minutes. */
    private static final int SLOW_COMPLETIONS = 50;

    private static final long SLOW_NANOS = 3_000_000;

    private final ExecutorService threads;
    private final KeyedSerialExecutor executors;
    private final AtomicInteger completions = new AtomicInteger();

    Elsewhere(int count) {
        threads = Executors.newFixedThreadPool(count);
        executors = new KeyedSerialExecutor(this::execute);
    }

    /** Makes a call on another thread; on the caller's after {@link #close}, so that the engine says that it is closed. */
    <T> CompletionStage<T> call(Supplier<CompletionStage<T>> call) {
        try {
            return CompletableFuture.supplyAsync(call, threads).thenCompose(stage -> stage);
        } catch (RejectedExecutionException e) {
            return call.get();
        }
    }

    /** The same; calls with one key are made one after the other. */
    <T> CompletionStage<T> inOrder(Object key, Supplier<CompletionStage<T>> call) {
        CompletableFuture<T> later = new CompletableFuture<>();
        executors.execute(key, () -> call.get().whenComplete((result, fault) -> complete(later, result, fault)));
        return later;
    }

    /** After {@link #close} the host has given up all calls. */
    private void execute(Runnable task) {
        try {
            threads.execute(task);
        } catch (RejectedExecutionException e) {
            LOG.debug("A call was not made, because the engine is closed");
        }
    }

    /** {@return a stage that completes as this one, on another thread, within what surrounds the completion} */
    <T> CompletionStage<T> complete(CompletionStage<T> stage, Consumer<Runnable> surroundings) {
        CompletableFuture<T> later = new CompletableFuture<>();
        stage.whenComplete((result, fault) -> {
            Runnable completion = () -> complete(later, result, fault);
            try {
                threads.execute(() -> {
                    awaitHost(later);
                    if (completions.incrementAndGet() <= SLOW_COMPLETIONS) {
                        LockSupport.parkNanos(SLOW_NANOS);
                    }
                    surroundings.accept(completion);
                });
            } catch (RejectedExecutionException e) {
                completion.run();
            }
        });
        return later;
    }

    /** What the host does when the stage completes is done within the surroundings only if the host is there before. */
    private static void awaitHost(CompletableFuture<?> stage) {
        for (int i = 0; i < MOMENTS && stage.getNumberOfDependents() == 0; i++) {
            Moment.pass();
        }
        Moment.pass();
    }

    private static <T> void complete(CompletableFuture<T> stage, T result, @Nullable Throwable fault) {
        if (fault == null) {
            stage.complete(result);
        } else {
            stage.completeExceptionally(fault);
        }
    }

    void close() {
        threads.shutdown();
    }
}
