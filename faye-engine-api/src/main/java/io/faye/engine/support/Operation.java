package io.faye.engine.support;

import io.faye.engine.EngineException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Something to be done on another thread; not begun once it has failed, so that it takes no effect later. If it fails
 * while it is under way, for the time limit, what was to follow its success does not.
 */
final class Operation<T> implements Runnable {

    private final CompletableFuture<T> stage = new CompletableFuture<>();
    private final AtomicBoolean decided = new AtomicBoolean();
    private final Supplier<Supplier<T>> work;

    /**
     * Makes an operation.
     *
     * @param work does it, and returns what follows its success and yields the result, or throws if the engine was closed
     *     meanwhile
     */
    Operation(Supplier<Supplier<T>> work) {
        this.work = work;
    }

    CompletableFuture<T> stage() {
        return stage;
    }

    @Override
    public void run() {
        if (decided.get()) {
            return;
        }
        try {
            succeed(work.get());
        } catch (EngineException e) {
            fail(e);
        } catch (RuntimeException | Error e) {
            fail(new EngineException("The operation failed", e));
        }
    }

    private void succeed(Supplier<T> success) {
        if (!decided.compareAndSet(false, true)) {
            return;
        }
        try {
            stage.complete(success.get());
        } catch (EngineException e) {
            stage.completeExceptionally(e);
        }
    }

    void fail(String reason) {
        fail(new EngineException(reason));
    }

    private void fail(EngineException fault) {
        if (decided.compareAndSet(false, true)) {
            stage.completeExceptionally(fault);
        }
    }
}
