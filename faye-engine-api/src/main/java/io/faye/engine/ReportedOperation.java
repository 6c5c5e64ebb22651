package io.faye.engine;

import io.faye.protocol.ClientId;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An operation of the engine whose fact becomes an event. */
final class ReportedOperation<T> extends ClientOperation {

    private final EngineCalls calls;
    private final String name;
    private final Supplier<CompletableFuture<T>> call;
    private final Event<T> event;
    private final Event<T> late;
    private final OrderedOperations owner;
    private final @Nullable ClientId client;
    private final CompletableFuture<T> stage = new CompletableFuture<>();
    private @Nullable CompletableFuture<T> outcome;
    private EngineCalls.@Nullable Pending pending;
    private boolean called;

    /**
     * Creates an operation.
     *
     * @param event reports the fact
     * @param late reports a fact that arrives after the operation has timed out
     * @param owner knows whether the engine is closed, so that nothing is reported and nothing succeeds; announces what can
     *     be announced after this has settled on another thread
     * @param client the session, or null if the operation belongs to none
     */
    ReportedOperation(
            EngineCalls calls,
            String name,
            Supplier<CompletableFuture<T>> call,
            Event<T> event,
            Event<T> late,
            OrderedOperations owner,
            @Nullable ClientId client) {
        this.calls = calls;
        this.name = name;
        this.call = call;
        this.event = event;
        this.late = late;
        this.owner = owner;
        this.client = client;
    }

    CompletableFuture<T> stage() {
        return stage;
    }

    /** Limits the time that the operation takes, if that is not limited already. */
    void limit(ClientOperations operations) {
        synchronized (operations) {
            if (pending == null && !settled) {
                pending = new EngineCalls.Pending(name, fault -> timeOut(operations, fault));
                calls.track(pending);
            }
        }
    }

    /** An operation that has failed has no event, so its stage does not wait for the events of earlier operations. */
    private void timeOut(ClientOperations operations, EngineException fault) {
        synchronized (operations) {
            if (!settle(operations, CompletableFuture.failedFuture(fault))) {
                return;
            }
            if (called) {
                operations.expectLate();
            }
        }
        complete();
        owner.advance(client, operations);
    }

    @Override
    void call(ClientOperations operations) {
        synchronized (operations) {
            if (settled) {
                return;
            }
            called = true;
        }
        CompletableFuture<T> fact = begin();
        if (fact.isDone()) {
            arrive(operations, fact);
            return;
        }
        limit(operations);
        fact.whenComplete((result, fault) -> {
            arrive(operations, fact);
            owner.advance(client, operations);
        });
    }

    private void arrive(ClientOperations operations, CompletableFuture<T> fact) {
        if (settle(operations, fact)) {
            return;
        }
        if (fact.isCompletedExceptionally() || owner.isClosed()) {
            operations.forgetLate();
        } else {
            operations.addLate(new LateFact<>(late, fact.join()));
        }
    }

    private CompletableFuture<T> begin() {
        if (owner.isClosed()) {
            return CompletableFuture.failedFuture(EngineCalls.closed());
        }
        try {
            return call.get();
        } catch (RuntimeException | Error e) {
            return calls.threw(name, e);
        }
    }

    private boolean settle(ClientOperations operations, CompletableFuture<T> result) {
        synchronized (operations) {
            if (outcome == null) {
                outcome = result;
            }
            if (pending != null) {
                calls.untrack(pending);
            }
            return operations.settle(this);
        }
    }

    @Override
    boolean announce(boolean ended) {
        CompletableFuture<T> result = outcome();
        return !result.isCompletedExceptionally() && !owner.isClosed() && event.report(result.join(), ended);
    }

    /** What was closed meanwhile perhaps was not reported, so it does not claim success. */
    @Override
    void complete() {
        if (owner.isClosed()) {
            stage.completeExceptionally(EngineCalls.closed());
            return;
        }
        CompletableFuture<T> result = outcome();
        if (result.isCompletedExceptionally()) {
            result.whenComplete((fact, fault) -> stage.completeExceptionally(calls.exception(name, fault)));
        } else {
            stage.complete(result.join());
        }
    }

    private CompletableFuture<T> outcome() {
        CompletableFuture<T> result = outcome;
        if (result == null) {
            throw new IllegalStateException("The operation has not settled");
        }
        return result;
    }

    /** A fact that arrived after its operation had timed out. */
    private static final class LateFact<T> extends ClientOperation {

        private final Event<T> event;
        private final T fact;

        LateFact(Event<T> event, T fact) {
            this.event = event;
            this.fact = fact;
        }

        @Override
        void call(ClientOperations operations) {}

        @Override
        boolean announce(boolean ended) {
            return event.report(fact, ended);
        }
    }

    /** Reports a fact. */
    @FunctionalInterface
    interface Event<T> {

        /**
         * Reports a fact to the listeners.
         *
         * @param fact what the engine has done
         * @param ended whether the end of the session was announced before
         * @return whether this announces the end of the session
         */
        boolean report(T fact, boolean ended);
    }
}
