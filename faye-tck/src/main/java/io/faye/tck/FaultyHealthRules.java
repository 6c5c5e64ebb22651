package io.faye.tck;

import io.faye.engine.EngineException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;

abstract class FaultyHealthRules extends FaultFixture {

    /** What a busy machine may add to a time limit. */
    private static final Duration SLACK = Duration.ofSeconds(3);

    private void expectHealthy() {
        service.patience().get("health of an engine that works", host.calls().health());
    }

    private void expectIll(String when) {
        Duration limit = service.settings().operationTimeout();
        long begun = System.nanoTime();
        CompletableFuture<Void> health = host.calls().health();
        if (!capabilities().hasOwnClock()) {
            service.time().pass(limit);
        }
        Throwable fault = service.patience().fault("health while the backend " + when, health);
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        Check.that(
                fault instanceof EngineException
                        && fault.getMessage() != null
                        && !fault.getMessage().isBlank(),
                "health is to fail with an EngineException that says what is wrong, but failed with " + fault);
        Check.that(
                took.compareTo(limit.plus(SLACK)) <= 0,
                "health failed only after " + took + ", with an operation timeout of " + limit);
    }

    private void recovers() {
        recovers("say that it works", () -> {
            expectHealthy();
            return true;
        });
        bob.subscribe("/a");
        alice.publish("/a", "again");
        bob.receivesExactly("again");
        expectHealthy();
    }

    @EngineRule("HLT-1")
    @DisplayName("says so in time while the backend is stopped or paused, and recovers by itself")
    void failsWhileAway() {
        expectHealthy();
        for (Fault fault : Fault.values()) {
            breaks(fault);
            expectIll("is " + fault);
            expectIll("is still " + fault);
            mends(fault);
            recovers();
        }
    }

    @EngineRule("HLT-1")
    @DisplayName("says so in time while the backend takes no writes, and recovers by itself")
    void failsWithoutWrites() {
        applies(refusesWrites(), "this test's backend cannot refuse writes (Backend.refuseWrites)");
        expectIll("takes no writes");
        expectIll("still takes no writes");
        takesWrites();
        recovers();
    }
}
