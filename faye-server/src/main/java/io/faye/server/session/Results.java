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
        return isSuccessful(stage) ? stage.toCompletableFuture().join() : null;
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
        if (isSuccessful(stage)) {
            consumer.accept(stage.toCompletableFuture().join(), null);
        } else {
            stage.whenComplete((result, fault) -> consumer.accept(result, cause(fault)));
        }
    }

    /**
     * {@return whether the stage is complete and has not failed, as far as that can be seen}
     *
     * @param stage the stage
     */
    public static boolean isSuccessful(CompletionStage<?> stage) {
        return isDone(stage) && !((CompletableFuture<?>) stage).isCompletedExceptionally();
    }

    /**
     * {@return whether the stage is complete, as far as that can be seen} A minimal stage is a {@link CompletableFuture}
     * too, but its {@code isDone} throws.
     *
     * @param stage the stage
     */
    public static boolean isDone(CompletionStage<?> stage) {
        return stage.getClass() == CompletableFuture.class && ((CompletableFuture<?>) stage).isDone();
    }

    private static @Nullable Throwable cause(@Nullable Throwable fault) {
        return fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
    }
}
