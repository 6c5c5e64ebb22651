package io.faye.server;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stages that the parts of a server share. */
final class Stages {

    /** A stage that is complete. */
    static final CompletionStage<@Nullable Void> DONE = CompletableFuture.completedFuture(null);

    private static final Logger LOG = LoggerFactory.getLogger(Stages.class);

    private Stages() {}

    /** Waits until the sessions of a server that closes are released, or the time is over. */
    static void await(Stream<? extends CompletionStage<?>> released, long deadlineNanos) {
        try {
            CompletableFuture.allOf(
                            released.map(CompletionStage::toCompletableFuture).toArray(CompletableFuture[]::new))
                    .get(deadlineNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.warn("Not all clients were released in time; their sessions go on from what is stored", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
