package io.faye.server.session;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Uses the result of a stage without a hop and without another stage if the stage is complete. */
public final class Results {

    private Results() {}

    /**
     * {@return the result if the stage is complete, else null}
     *
     * @param stage the stage
     * @param <T> the result's type
     */
    public static <T> @Nullable T now(CompletionStage<T> stage) {
        boolean complete =
                stage instanceof CompletableFuture<T> future && future.isDone() && !future.isCompletedExceptionally();
        return complete ? stage.toCompletableFuture().join() : null;
    }

    /**
     * Calls the consumer with the result or the fault, now if the stage is complete, else on the thread that completes
     * it.
     *
     * @param stage the stage
     * @param consumer takes the result or the fault; must not throw
     * @param <T> the result's type
     */
    public static <T> void then(CompletionStage<T> stage, BiConsumer<@Nullable T, @Nullable Throwable> consumer) {
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
