package io.faye.engine.redis;

import io.faye.engine.EngineException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Something that the host has asked for. What changes anything is done when Redis has answered and this node has met
 * it in the log, where its events are reported in their order. Used in the lane of its client.
 */
class Operation<T> {

    private final CompletableFuture<T> stage = new CompletableFuture<>();
    private final AtomicBoolean decided = new AtomicBoolean();
    private final Object lane;
    private @Nullable T answer;
    private boolean seen;

    Operation(Object lane) {
        this.lane = lane;
    }

    Object lane() {
        return lane;
    }

    CompletionStage<T> stage() {
        return stage;
    }

    boolean isOpen() {
        return !decided.get();
    }

    /** {@return true for the first who asks: he completes it} */
    boolean decide() {
        return decided.compareAndSet(false, true);
    }

    void succeed(T result) {
        if (decide()) {
            complete(result);
        }
    }

    /** Succeeds without a result. */
    void done() {
        if (decide()) {
            complete(null);
        }
    }

    /** For him who decided. */
    final void complete(@Nullable T result) {
        stage.complete(result);
    }

    /** Redis has changed something and answered. */
    void changed(T result) {
        answer = result;
        if (seen) {
            succeed(result);
        }
    }

    /** The change was met in the log, and reported. */
    void seen() {
        seen = true;
        if (answer != null) {
            succeed(answer);
        }
    }

    void fail(Throwable reason) {
        if (decide()) {
            stage.completeExceptionally(
                    reason instanceof EngineException ? reason : new EngineException("The operation failed", reason));
        }
    }
}
