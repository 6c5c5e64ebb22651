package io.faye.engine.support;

import io.faye.engine.EngineException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Something to be done on another thread; not begun once it has failed, so that it takes no effect later. */
final class Operation<T> implements Runnable {

    private final CompletableFuture<T> stage = new CompletableFuture<>();
    private final Supplier<T> work;

    Operation(Supplier<T> work) {
        this.work = work;
    }

    CompletableFuture<T> stage() {
        return stage;
    }

    @Override
    public void run() {
        if (stage.isDone()) {
            return;
        }
        try {
            stage.complete(work.get());
        } catch (EngineException e) {
            stage.completeExceptionally(e);
        } catch (RuntimeException | Error e) {
            stage.completeExceptionally(new EngineException("The operation failed", e));
        }
    }

    void fail(String reason) {
        stage.completeExceptionally(new EngineException(reason));
    }
}
