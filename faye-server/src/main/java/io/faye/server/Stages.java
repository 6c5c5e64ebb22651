package io.faye.server;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Stages that are complete already. */
final class Stages {

    /** Complete. */
    static final CompletionStage<@Nullable Void> DONE = CompletableFuture.completedFuture(null);

    private Stages() {}
}
