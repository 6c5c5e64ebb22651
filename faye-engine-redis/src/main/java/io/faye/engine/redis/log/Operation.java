package io.faye.engine.redis.log;

import io.faye.engine.EngineException;
import io.faye.engine.redis.client.OutcomeUnknownException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An operation that waits for Redis. It completes once, with a fact or a fault. If the answer is lost, the log tells
 * what became of an operation that writes an entry: an entry that carries the operation's origin is the answer.
 */
public class Operation<T> {

    private final CompletableFuture<T> stage = new CompletableFuture<>();
    private final Object lane;
    private final @Nullable EntryHandler<T> onEntry;
    private Entry.@Nullable Control entry;
    private boolean awaitsEntry;
    private long begunMillis;
    private Executor completions = Runnable::run;
    private Consumer<Outcome> onSettled = outcome -> {};
    private final AtomicBoolean settled = new AtomicBoolean();
    private volatile boolean met;
    private boolean weightCounts;

    /** How an operation has settled. */
    enum Outcome {
        RESULT,
        FAULT
    }

    /** Takes the answer from an operation's entry in the log. */
    @FunctionalInterface
    public interface EntryHandler<T> {
        void handle(Operation<T> operation, Entry.Control entry);
    }

    /** Creates an operation that fails if its answer is lost. */
    public Operation(Object lane) {
        this.lane = lane;
        this.onEntry = null;
    }

    /** Creates an operation that writes an entry to the log if it changes something. */
    public Operation(Object lane, EntryHandler<T> onEntry) {
        this.lane = lane;
        this.onEntry = onEntry;
    }

    public Object lane() {
        return lane;
    }

    public CompletionStage<T> stage() {
        return stage;
    }

    /** {@return whether it has a result or a fault, though the host may not have been told yet} */
    public boolean isDone() {
        return settled.get();
    }

    /** {@return whether the log tells what became of it} */
    public boolean isLogged() {
        return onEntry != null;
    }

    /**
     * Begins.
     *
     * @param executor runs what the host does when the operation completes
     * @param settled is told at once when there is a result or a fault
     */
    void begin(long nowMillis, Executor executor, Consumer<Outcome> settled) {
        begunMillis = nowMillis;
        completions = executor;
        onSettled = settled;
    }

    long ageMillis(long nowMillis) {
        return nowMillis - begunMillis;
    }

    /** {@return whether it stays known after its completion, until its entry was read} */
    public boolean isKept() {
        return false;
    }

    public boolean isMet() {
        return met;
    }

    /** {@return how much the tail has to do when it reads the entry: about as much as for so many deliveries} */
    int weight() {
        return 0;
    }

    /** From now on the weight counts; for {@link PublishPacer}, under its lock. */
    final void countWeight() {
        weightCounts = true;
    }

    /** {@return whether the weight has counted until now; for {@link PublishPacer}, under its lock} */
    final boolean discountWeight() {
        boolean counted = weightCounts;
        weightCounts = false;
        return counted;
    }

    public void succeed(T fact) {
        settle(Outcome.RESULT, () -> stage.complete(fact));
    }

    /** Succeeds without a result. */
    public void done() {
        settle(Outcome.RESULT, () -> stage.complete(null));
    }

    public void fail(Throwable reason) {
        EngineException fault =
                reason instanceof EngineException known ? known : new EngineException("The operation failed", reason);
        settle(Outcome.FAULT, () -> stage.completeExceptionally(fault));
    }

    /** What the host does then delays nothing here. */
    private void settle(Outcome outcome, Runnable completion) {
        if (settled.compareAndSet(false, true)) {
            onSettled.accept(outcome);
            completions.execute(completion);
        }
    }

    /** There is no answer: fails, or waits for the entry if there may be one. */
    public void answerLost(RuntimeException reason) {
        if (reason instanceof OutcomeUnknownException && isLogged()) {
            awaitEntry();
        } else {
            fail(reason);
        }
    }

    /** The entry completes the operation, not Redis' answer. */
    public void awaitEntry() {
        Entry.Control known;
        synchronized (this) {
            awaitsEntry = true;
            known = entry;
        }
        if (known != null) {
            complete(known);
        }
    }

    /** The tail has read the operation's entry. */
    public void meet() {
        met = true;
    }

    /** The tail has read and applied the operation's entry, which concerns no session; without a lock. */
    public void arrived() {}

    /** The same, of an entry that may complete the operation; without a lock. */
    public void meet(Entry.Control found) {
        boolean completes;
        synchronized (this) {
            entry = found;
            completes = awaitsEntry;
        }
        if (completes) {
            complete(found);
        }
    }

    private void complete(Entry.Control found) {
        if (onEntry != null) {
            onEntry.handle(this, found);
        }
    }
}
