package io.faye.tck.selftest;

import io.faye.engine.EngineException;
import io.faye.tck.selftest.court.Breaks;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Wrong about whether it works. */
final class WrongHealth {

    private WrongHealth() {}

    /** Says that it does not work although it does. */
    @Breaks("HLT-1")
    static final class IsNeverHealthy extends WrongEngine {
        @Override
        public CompletionStage<Void> health() {
            return CompletableFuture.failedStage(new EngineException("The engine does not work"));
        }
    }

    /** Does not say whether it works. */
    @Breaks("HLT-1")
    static final class KeepsItsHealthSecret extends WrongEngine {
        @Override
        public CompletionStage<Void> health() {
            return new CompletableFuture<>();
        }
    }
}
