package io.faye.server;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs steps one after another, each when the stage of the one before is complete, on whatever threads these bring. */
final class Steps {

    private final Queue<Supplier<CompletionStage<?>>> waiting = new ArrayDeque<>(0);
    private boolean busy;

    /** Runs the step behind those added before. It must not throw, and its stage's outcome does not matter. */
    void add(Supplier<CompletionStage<?>> step) {
        synchronized (this) {
            if (busy) {
                waiting.add(step);
                return;
            }
            busy = true;
        }
        run(step);
    }

    private void run(Supplier<CompletionStage<?>> first) {
        Supplier<CompletionStage<?>> step = first;
        while (step != null) {
            CompletableFuture<?> stage = step.get().toCompletableFuture();
            if (!stage.isDone()) {
                stage.whenComplete((result, fault) -> runNext());
                return;
            }
            step = next();
        }
    }

    private void runNext() {
        Supplier<CompletionStage<?>> next = next();
        if (next != null) {
            run(next);
        }
    }

    private synchronized @Nullable Supplier<CompletionStage<?>> next() {
        Supplier<CompletionStage<?>> next = waiting.poll();
        busy = next != null;
        return next;
    }
}
