package io.faye.extension;

import io.faye.extension.Verdict.When;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Waits until a verdict is none to wait for. Takes stages of any class and completes plain futures. */
final class Settling {

    private Settling() {}

    /**
     * {@return what a verdict leads to, as far as that is known now; never null}
     *
     * @throws RuntimeException if it leads to a fault, or to null
     */
    static Verdict unwrap(@Nullable Verdict verdict) {
        Verdict current = verdict;
        while (current instanceof When when) {
            CompletableFuture<Verdict> stage = adopt(when.later());
            if (!stage.isDone()) {
                return Verdict.when(stage);
            }
            current = stage.join();
        }
        if (current == null) {
            throw new NullPointerException("The verdict is null");
        }
        return current;
    }

    /** Completes the future with what a verdict leads to, however often that is put off. Throws nothing. */
    static void settle(When when, CompletableFuture<Verdict> settled) {
        try {
            adopt(when.later()).whenComplete((verdict, fault) -> {
                if (fault == null) {
                    goOn(verdict, settled);
                } else {
                    settled.completeExceptionally(fault);
                }
            });
        } catch (RuntimeException | Error e) {
            settled.completeExceptionally(e);
        }
    }

    private static void goOn(@Nullable Verdict verdict, CompletableFuture<Verdict> settled) {
        if (settled.isDone()) {
            return;
        }
        try {
            Verdict next = unwrap(verdict);
            if (next instanceof When again) {
                settle(again, settled);
            } else {
                settled.complete(next);
            }
        } catch (RuntimeException | Error e) {
            settled.completeExceptionally(e);
        }
    }

    /** {@return a stage of any class as a future whose methods work} {@code isDone} of a minimal stage throws. */
    private static CompletableFuture<Verdict> adopt(CompletionStage<Verdict> stage) {
        if (stage.getClass() == CompletableFuture.class) {
            return (CompletableFuture<Verdict>) stage;
        }
        CompletableFuture<Verdict> adopted = new CompletableFuture<>();
        stage.whenComplete((verdict, fault) -> {
            if (fault == null) {
                adopted.complete(verdict);
            } else {
                adopted.completeExceptionally(fault);
            }
        });
        return adopted;
    }
}
