package io.faye.auth;

import io.faye.protocol.log.RateLimitedLog;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Names authenticators that have not answered for a while: one line a second at most for each. */
final class SlowAuthenticatorLog {

    private final Duration patience;
    private final RateLimitedLog log = new RateLimitedLog(Authentication.class);

    SlowAuthenticatorLog(Duration patience) {
        this.patience = patience;
    }

    /** Logs the authenticator's name if the outcome takes longer than the patience. */
    void watch(CompletableFuture<?> outcome, Authenticator authenticator) {
        CompletableFuture<Void> time =
                new CompletableFuture<Void>().orTimeout(patience.toNanos(), TimeUnit.NANOSECONDS);
        // Asynchronously, because orTimeout completes on the one timer thread of the JVM.
        time.exceptionallyAsync(late -> {
            log(authenticator.getClass().getName());
            return null;
        });
        outcome.whenComplete((found, fault) -> time.complete(null));
    }

    private void log(String name) {
        log.warn(
                name,
                "Authenticator is slow; the message waits (authenticator={}, waited={}, similar lines left out={})",
                name,
                patience);
    }
}
