package io.faye.extension;

import io.faye.protocol.Message;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Runs an extension on an executor. */
final class OffloadingExtension extends DelegatingExtension {

    private final Executor executor;

    OffloadingExtension(Executor executor, Extension inner) {
        super(inner);
        this.executor = executor;
    }

    @Override
    public Verdict incoming(Message message, Exchange exchange) {
        return later(Direction.INCOMING, message, exchange);
    }

    @Override
    public Verdict outgoing(Message message, Exchange exchange) {
        return later(Direction.OUTGOING, message, exchange);
    }

    private Verdict later(Direction way, Message message, Exchange exchange) {
        if (!way.interests(inner())) {
            return Verdict.pass(message);
        }
        CompletableFuture<Verdict> verdict = new CompletableFuture<>();
        try {
            executor.execute(() -> answer(way, message, exchange, verdict));
            return Verdict.when(verdict);
        } catch (RejectedExecutionException e) {
            return Verdict.refuse(Extensions.busy());
        }
    }

    private void answer(Direction way, Message message, Exchange exchange, CompletableFuture<Verdict> verdict) {
        try {
            verdict.complete(way.ask(inner(), message, exchange));
        } catch (RuntimeException | Error e) {
            verdict.completeExceptionally(e);
        }
    }

    @Override
    public String toString() {
        return "offloading(" + nameOf(inner()) + ")";
    }
}
