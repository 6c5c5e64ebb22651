package io.faye.extension;

import io.faye.extension.Verdict.When;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Resolves verdicts that are given later. Takes stages of any class and completes plain futures. */
final class VerdictStages {

    private VerdictStages() {}

    /**
     * {@return the final verdict if it is known now, else a verdict that is given later}
     *
     * @throws RuntimeException if the stage has failed, or its result is null
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

    /** Completes the future with the final verdict, after any number of stages. Throws nothing. */
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
