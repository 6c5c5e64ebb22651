package io.faye.server;

import io.faye.server.session.Results;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs steps one after another, each when the stage of the one before is complete, on whatever threads these bring. If a
 * connection's thread has worked long enough, the rest of the steps waits for its next turn.
 */
final class Steps {

    private static final Logger LOG = LoggerFactory.getLogger(Steps.class);

    private final MessageSink sink;
    private final Queue<Supplier<CompletionStage<?>>> waiting = new ArrayDeque<>(0);
    private boolean busy;

    Steps(MessageSink sink) {
        this.sink = sink;
    }

    /** Runs the step after those added before. Its stage's outcome does not matter; what it throws is logged. */
    void add(Supplier<CompletionStage<?>> step) {
        synchronized (this) {
            if (busy) {
                waiting.add(step);
                return;
            }
            busy = true;
        }
        run(step);
    }

    private void run(Supplier<CompletionStage<?>> first) {
        Supplier<CompletionStage<?>> step = first;
        while (step != null) {
            if (sink.isTurnOver()) {
                runLater(step);
                return;
            }
            CompletionStage<?> stage = start(step);
            if (!Results.isDone(stage)) {
                stage.whenComplete((result, fault) -> runNext());
                return;
            }
            step = next();
        }
    }

    private void runLater(Supplier<CompletionStage<?>> step) {
        sink.later(() -> run(step));
    }

    private static CompletionStage<?> start(Supplier<CompletionStage<?>> step) {
        try {
            return step.get();
        } catch (RuntimeException | Error e) {
            LOG.error("Step failed; continuing with the next", e);
            return Stages.DONE;
        }
    }

    private void runNext() {
        Supplier<CompletionStage<?>> next = next();
        if (next != null) {
            run(next);
        }
    }

    private synchronized @Nullable Supplier<CompletionStage<?>> next() {
        Supplier<CompletionStage<?>> next = waiting.poll();
        busy = next != null;
        return next;
    }
}
