package io.faye.interop;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits with a limit, and says what was waited for. */
final class Limits {

    static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final String LOGS = "what servers and clients said is in target/interop";

    private Limits() {}

    static <T> T await(String what, CompletableFuture<T> future) {
        try {
            return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError(what + " did not happen within " + PATIENCE.toSeconds() + " s; " + LOGS, e);
        } catch (ExecutionException e) {
            throw new AssertionError(what + " failed; " + LOGS, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(what + " was interrupted", e);
        }
    }
}
