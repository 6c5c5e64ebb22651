package io.faye.engine;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Measures calls of an engine for an observer. Without an observer nothing is measured. */
final class ObservedCalls {

    private final EngineObserver observer;

    ObservedCalls(EngineObserver observer) {
        this.observer = observer;
    }

    /** {@return when a call begins, for {@link #end}} */
    long begin() {
        return observer == EngineObserver.NONE ? 0 : System.nanoTime();
    }

    /** {@return the stage of a call; the observer is told when it is complete} */
    <T> CompletableFuture<T> end(String operation, long begun, CompletableFuture<T> stage) {
        if (observer == EngineObserver.NONE) {
            return stage;
        }
        if (stage.isDone() && !stage.isCompletedExceptionally()) {
            observer.completed(operation, EngineObserver.Outcome.SUCCEEDED, System.nanoTime() - begun);
        } else {
            stage.whenComplete(
                    (result, fault) -> observer.completed(operation, outcome(fault), System.nanoTime() - begun));
        }
        return stage;
    }

    private static EngineObserver.Outcome outcome(@Nullable Throwable fault) {
        if (fault == null) {
            return EngineObserver.Outcome.SUCCEEDED;
        }
        boolean refused = fault instanceof LimitReachedException || fault.getCause() instanceof LimitReachedException;
        return refused ? EngineObserver.Outcome.REFUSED : EngineObserver.Outcome.FAILED;
    }
}
