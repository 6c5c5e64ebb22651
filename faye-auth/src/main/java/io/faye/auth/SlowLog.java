package io.faye.auth;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Names authenticators that have not answered for a while: one line a second at most for each. */
final class SlowLog {

    private static final Logger LOG = LoggerFactory.getLogger(Authentication.class);
    private static final long PERIOD = Duration.ofSeconds(1).toNanos();

    private final Duration patience;
    private final Map<String, Long> logged = new ConcurrentHashMap<>();

    SlowLog(Duration patience) {
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
        long now = System.nanoTime();
        long turn = logged.compute(name, (same, last) -> last == null || now - last >= PERIOD ? (Long) now : last);
        if (turn == now) {
            LOG.warn("Authenticator is slow; the message waits (authenticator={}, waited={})", name, patience);
        }
    }
}
