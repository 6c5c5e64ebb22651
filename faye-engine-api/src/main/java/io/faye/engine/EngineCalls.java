package io.faye.engine;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place where a host meets an engine's stages. Whatever an engine returns or throws becomes a
 * {@link CompletableFuture} that has a result or fails with {@link EngineException}, at the latest when the time for an
 * operation has passed.
 */
final class EngineCalls {

    private static final Logger LOG = LoggerFactory.getLogger(EngineCalls.class);

    private final String engine;
    private final Duration timeout;
    private final long timeoutNanos;
    private final Executor sweeper;
    private final Set<Pending> pending = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean sweeping = new AtomicBoolean();
    private volatile boolean closed;

    EngineCalls(String engine, Duration timeout, Executor executor) {
        this.engine = engine;
        this.timeout = timeout;
        this.timeoutNanos = timeout.toNanos();
        // The JVM's own timer hands the sweep to the executor, so that nothing of the host runs on it.
        this.sweeper = CompletableFuture.delayedExecutor(
                Math.max(1, timeoutNanos / 8), TimeUnit.NANOSECONDS, sweep -> handOver(sweep, executor));
    }

    /** {@return the engine's result, of which null is none} Costs nothing if it is complete and in order. */
    <T> CompletableFuture<T> value(String operation, @Nullable CompletionStage<T> stage) {
        return limited(operation, valueUnlimited(operation, stage));
    }

    /** {@return the engine's completion, whose result may be null} */
    CompletableFuture<Void> completion(String operation, @Nullable CompletionStage<Void> stage) {
        return limited(operation, adopt(operation, stage));
    }

    /** {@return the same as {@link #value}, without the time limit} */
    <T> CompletableFuture<T> valueUnlimited(String operation, @Nullable CompletionStage<T> stage) {
        CompletableFuture<T> adopted = adopt(operation, stage);
        if (isSuccessful(adopted)) {
            return adopted.getNow(null) == null ? failed(operation, "completed with null") : adopted;
        }
        return adopted.isDone() ? adopted : adopted.thenApply(result -> required(operation, result));
    }

    private <T> T required(String operation, @Nullable T result) {
        if (result == null) {
            throw exception(operation, "completed with null");
        }
        return result;
    }

    /** {@return the stage as a future whose faults are engine exceptions} */
    <T> CompletableFuture<T> adopt(String operation, @Nullable CompletionStage<T> stage) {
        if (stage == null) {
            return failed(operation, "returned null");
        }
        CompletableFuture<T> future;
        try {
            // A minimal stage is a CompletableFuture whose isDone throws.
            future = stage.getClass() == CompletableFuture.class
                    ? (CompletableFuture<T>) stage
                    : stage.toCompletableFuture();
        } catch (RuntimeException | Error e) {
            return threw(operation, e);
        }
        return isSuccessful(future) ? future : future.handle((result, fault) -> orFault(operation, result, fault));
    }

    private <T> T orFault(String operation, T result, @Nullable Throwable fault) {
        if (fault != null) {
            throw exception(operation, fault);
        }
        return result;
    }

    private static boolean isSuccessful(CompletableFuture<?> future) {
        return future.isDone() && !future.isCompletedExceptionally();
    }

    <T> CompletableFuture<T> threw(String operation, Throwable thrown) {
        return CompletableFuture.failedFuture(exception(operation, thrown));
    }

    private <T> CompletableFuture<T> failed(String operation, String what) {
        return CompletableFuture.failedFuture(exception(operation, what));
    }

    EngineException exception(String operation, Throwable fault) {
        Throwable cause = fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
        return cause instanceof EngineException known
                ? known
                : new EngineException("Engine '" + engine + "' failed in " + operation + ": " + cause, cause);
    }

    private EngineException exception(String operation, String what) {
        return new EngineException("Engine '" + engine + "' " + what + " in " + operation);
    }

    /** {@return the future, which fails when the time for an operation has passed} */
    <T> CompletableFuture<T> limited(String operation, CompletableFuture<T> future) {
        if (closed) {
            return CompletableFuture.failedFuture(closed());
        }
        if (future.isDone()) {
            return future;
        }
        CompletableFuture<T> limited = new CompletableFuture<>();
        Pending call = new Pending(operation, limited::completeExceptionally);
        track(call);
        future.whenComplete((result, fault) -> {
            untrack(call);
            if (fault == null) {
                limited.complete(result);
            } else {
                limited.completeExceptionally(exception(operation, fault));
            }
        });
        return limited;
    }

    /** Fails the call when its time has passed, unless it is untracked before. */
    void track(Pending call) {
        pending.add(call);
        scheduleSweep();
    }

    void untrack(Pending call) {
        pending.remove(call);
    }

    private void scheduleSweep() {
        if (sweeping.compareAndSet(false, true)) {
            sweeper.execute(this::sweep);
        }
    }

    /** If the executor takes no task now, the next call has it tried again. */
    private void handOver(Runnable sweep, Executor executor) {
        try {
            executor.execute(sweep);
        } catch (RejectedExecutionException e) {
            sweeping.set(false);
            if (!closed) {
                LOG.warn(
                        "Executor refused to look for operations that take too long; trying again with the next one",
                        e);
            }
        }
    }

    private void sweep() {
        sweeping.set(false);
        long now = System.nanoTime();
        for (Pending call : List.copyOf(pending)) {
            if (now - call.started > timeoutNanos) {
                fail(call, exception(call.operation, "did not complete within " + timeout));
            }
        }
        if (!pending.isEmpty()) {
            scheduleSweep();
        }
    }

    /** Fails everything that is under way. */
    void close() {
        closed = true;
        List.copyOf(pending).forEach(call -> fail(call, closed()));
    }

    private void fail(Pending call, EngineException fault) {
        if (pending.remove(call)) {
            call.fault.accept(fault);
        }
    }

    static EngineException closed() {
        return new EngineException("The engine is closed");
    }

    /** A call that is under way. */
    static final class Pending {

        private final long started = System.nanoTime();
        private final String operation;
        private final Consumer<EngineException> fault;

        Pending(String operation, Consumer<EngineException> fault) {
            this.operation = operation;
            this.fault = fault;
        }
    }
}
