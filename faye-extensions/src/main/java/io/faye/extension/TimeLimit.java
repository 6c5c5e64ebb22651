package io.faye.extension;

import io.faye.protocol.Message;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Gives an extension's verdict a time. */
final class TimeLimit extends DelegatingExtension {

    private final Duration limit;

    TimeLimit(Duration limit, Extension inner) {
        super(inner);
        if (limit.isNegative() || limit.isZero()) {
            throw new IllegalArgumentException("Expected a positive time limit, but got " + limit);
        }
        this.limit = limit;
    }

    @Override
    public Verdict incoming(Message message, Exchange exchange) {
        return limited(inner().incoming(message, exchange));
    }

    @Override
    public Verdict outgoing(Message message, Exchange exchange) {
        return limited(inner().outgoing(message, exchange));
    }

    private Verdict limited(Verdict verdict) {
        if (!(verdict instanceof Verdict.When when)) {
            return verdict;
        }
        CompletableFuture<Verdict> limited = new CompletableFuture<>();
        CompletableFuture<Void> time = new CompletableFuture<Void>().orTimeout(limit.toNanos(), TimeUnit.NANOSECONDS);
        // Asynchronously, because orTimeout completes on the one timer thread of the JVM.
        time.exceptionallyAsync(late -> {
            limited.completeExceptionally(new TimeoutException("no verdict within " + limit));
            return null;
        });
        limited.whenComplete((settled, fault) -> time.complete(null));
        VerdictStages.settle(when, limited);
        return Verdict.when(limited);
    }

    @Override
    public String toString() {
        return "timeLimit(" + limit + ", " + nameOf(inner()) + ")";
    }
}
