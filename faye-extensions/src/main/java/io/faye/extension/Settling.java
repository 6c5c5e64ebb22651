package io.faye.extension;

import io.faye.extension.Verdict.When;
import java.util.concurrent.CompletableFuture;

/** Waits until a verdict is none to wait for. */
final class Settling {

    private Settling() {}

    /** Completes the future with what a verdict leads to, however often that puts it off. */
    static void settle(When when, CompletableFuture<Verdict> settled) {
        when.later().whenComplete((verdict, fault) -> {
            if (fault != null) {
                settled.completeExceptionally(fault);
            } else if (verdict instanceof When again) {
                settleSoon(again, settled);
            } else if (verdict == null) {
                settled.completeExceptionally(new NullPointerException("The verdict is null"));
            } else {
                settled.complete(verdict);
            }
        });
    }

    /** On another stack: nobody knows how deep this goes. */
    private static void settleSoon(When again, CompletableFuture<Verdict> settled) {
        settled.defaultExecutor().execute(() -> {
            try {
                settle(again, settled);
            } catch (RuntimeException | Error e) {
                settled.completeExceptionally(e);
            }
        });
    }
}
