package io.faye.tck.selftest;

import io.faye.engine.support.KeyedLanes;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An engine's own threads, for calls and completions that are not to be made on the caller's. */
final class Elsewhere {

    private final ExecutorService threads;
    private final KeyedLanes lanes;

    Elsewhere(int count) {
        threads = Executors.newFixedThreadPool(count);
        lanes = new KeyedLanes(threads);
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
        Runnable begin = () -> call.get().whenComplete((result, fault) -> complete(later, result, fault));
        try {
            lanes.execute(key, begin);
        } catch (RejectedExecutionException e) {
            begin.run();
        }
        return later;
    }

    /** {@return a stage that completes as this one, on another thread, within what surrounds the completion} */
    <T> CompletionStage<T> complete(CompletionStage<T> stage, Consumer<Runnable> surroundings) {
        CompletableFuture<T> later = new CompletableFuture<>();
        stage.whenComplete((result, fault) -> {
            Runnable completion = () -> complete(later, result, fault);
            try {
                threads.execute(() -> surroundings.accept(completion));
            } catch (RejectedExecutionException e) {
                completion.run();
            }
        });
        return later;
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
