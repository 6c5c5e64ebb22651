package io.faye.client;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits with a limit, and says what was waited for. */
final class Wait {

    static final Duration LIMIT = Duration.ofSeconds(30);

    private Wait() {}

    static <T> T until(String what, CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError(what + " did not come within " + LIMIT.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw new AssertionError(what + " failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(what + " was interrupted", e);
        }
    }

    /** {@return what a stage fails with} */
    static Throwable fault(String what, CompletionStage<?> stage) {
        try {
            Object result = stage.toCompletableFuture().get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            throw new AssertionError(what + " did not fail, but gave " + result);
        } catch (TimeoutException e) {
            throw new AssertionError(what + " did not fail within " + LIMIT.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            return e.getCause();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(what + " was interrupted", e);
        }
    }
}
