package io.faye.benchmark.load;

import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Does something many times, some of it at once: no server need take thousands of connections in one moment. */
final class Repetition {

    private final int times;
    private final IntFunction<CompletableFuture<Void>> step;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private int started;
    private int ended;

    private Repetition(int times, IntFunction<CompletableFuture<Void>> step) {
        this.times = times;
        this.step = step;
    }

    static CompletableFuture<Void> of(int times, int atOnce, IntFunction<CompletableFuture<Void>> step) {
        Repetition repetition = new Repetition(times, step);
        for (int i = 0; i < atOnce; i++) {
            repetition.next();
        }
        return repetition.done;
    }

    private void next() {
        if (started < times) {
            step.apply(started++).whenComplete((nothing, fault) -> ended(fault));
        }
    }

    private void ended(@Nullable Throwable fault) {
        ended++;
        if (fault != null) {
            done.completeExceptionally(fault);
        } else if (ended == times) {
            done.complete(null);
        } else {
            next();
        }
    }
}
