package io.faye.engine.redis.log;

import io.faye.engine.EngineException;
import io.faye.engine.redis.client.RedisException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An operation that waits for Redis. It completes once, with a fact or a fault. If the answer is lost, the log tells
 * what became of an operation that writes an entry: an entry that carries the operation's origin is the answer.
 */
public class Operation<T> {

    private final CompletableFuture<T> stage = new CompletableFuture<>();
    private final Object orderingKey;
    private final @Nullable BiConsumer<Operation<T>, Entry.Control> onEntry;
    private long begunMillis;
    private Executor completions = Runnable::run;
    private Consumer<Outcome> onSettled = outcome -> {};
    private final AtomicBoolean settled = new AtomicBoolean();
    private volatile boolean entryRead;
    private boolean weightCounts;

    /** How an operation has settled. */
    enum Outcome {
        RESULT,
        FAULT
    }

    /** Creates an operation that fails if its answer is lost. */
    public Operation(Object orderingKey) {
        this.orderingKey = orderingKey;
        this.onEntry = null;
    }

    /**
     * Creates an operation that writes an entry to the log if it changes something.
     *
     * @param onEntry completes the operation when this process reads that entry, if the answer has not come before
     */
    public Operation(Object orderingKey, BiConsumer<Operation<T>, Entry.Control> onEntry) {
        this.orderingKey = orderingKey;
        this.onEntry = onEntry;
    }

    public Object orderingKey() {
        return orderingKey;
    }

    public CompletionStage<T> stage() {
        return stage;
    }

    /** {@return whether it has a result or a fault, though the host may not have it yet} */
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
     * @param settled is called at once when there is a result or a fault
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

    public boolean isEntryRead() {
        return entryRead;
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
            completions.execute(() -> {
                completion.run();
                completed();
            });
        }
    }

    /** The host has the result or the fault, and has done what it does then. */
    protected void completed() {}

    /** There is no answer: fails, unless there may be an entry. */
    void answerLost(RuntimeException reason) {
        if (!RedisException.isOutcomeUnknown(reason) || !isLogged()) {
            fail(reason);
        }
    }

    /** The tail has read the operation's entry. */
    public void entryRead() {
        entryRead = true;
    }

    /** The tail has read and applied the operation's entry; without a lock. */
    public void entryApplied(Entry.Control entry) {
        if (onEntry != null) {
            onEntry.accept(this, entry);
        }
    }
}
