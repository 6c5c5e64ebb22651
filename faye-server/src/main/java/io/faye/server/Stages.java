package io.faye.server;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Goes on after a stage without paying for a new one where it is complete already. */
final class Stages {

    /** Complete. */
    static final CompletionStage<@Nullable Void> DONE = CompletableFuture.completedFuture(null);

    private Stages() {}

    /** {@return the result if it is there, else null} */
    static <T> @Nullable T now(CompletionStage<T> stage) {
        return isThere(stage) ? stage.toCompletableFuture().join() : null;
    }

    /** Hands over the result or the fault, now if it is there. The consumer must not throw. */
    static <T> void then(CompletionStage<T> stage, BiConsumer<@Nullable T, @Nullable Throwable> consumer) {
        if (isThere(stage)) {
            consumer.accept(stage.toCompletableFuture().join(), null);
        } else {
            stage.whenComplete((result, fault) -> consumer.accept(result, cause(fault)));
        }
    }

    /** {@return whether the result is there} */
    static boolean isThere(CompletionStage<?> stage) {
        return isDone(stage) && !((CompletableFuture<?>) stage).isCompletedExceptionally();
    }

    /** {@return whether the stage is complete, as far as that can be seen} A minimal stage's isDone throws. */
    static boolean isDone(CompletionStage<?> stage) {
        return stage.getClass() == CompletableFuture.class && ((CompletableFuture<?>) stage).isDone();
    }

    private static @Nullable Throwable cause(@Nullable Throwable fault) {
        return fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
    }
}
