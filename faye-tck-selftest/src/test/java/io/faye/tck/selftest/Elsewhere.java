package io.faye.tck.selftest;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/** An engine's own threads, for calls that are not to be made on the caller's. */
final class Elsewhere {

    private final ExecutorService threads;

    Elsewhere(int count) {
        threads = Executors.newFixedThreadPool(count);
    }

    /** On the caller's thread still once this is closed, for the engine to say that it is closed. */
    <T> CompletionStage<T> call(Supplier<CompletionStage<T>> call) {
        try {
            return CompletableFuture.supplyAsync(call, threads).thenCompose(stage -> stage);
        } catch (RejectedExecutionException e) {
            return call.get();
        }
    }

    void close() {
        threads.shutdown();
    }
}
