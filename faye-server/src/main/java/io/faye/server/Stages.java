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
        boolean there =
                stage instanceof CompletableFuture<T> future && future.isDone() && !future.isCompletedExceptionally();
        return there ? stage.toCompletableFuture().join() : null;
    }

    /** Hands over the result or the fault, now if it is there. The consumer must not throw. */
    static <T> void then(CompletionStage<T> stage, BiConsumer<@Nullable T, @Nullable Throwable> consumer) {
        if (stage instanceof CompletableFuture<T> future && future.isDone() && !future.isCompletedExceptionally()) {
            consumer.accept(future.join(), null);
        } else {
            stage.whenComplete((result, fault) -> consumer.accept(result, cause(fault)));
        }
    }

    private static @Nullable Throwable cause(@Nullable Throwable fault) {
        return fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
    }
}
