package io.faye.tck;

import java.util.List;
import org.junit.jupiter.api.DisplayName;

/** What a record of random operations in three processes says. */
abstract class SharedHistoryRules extends HistoryRules {

    /** What one process shows as well. */
    private static final List<String> OTHERS = List.of("PUB-4", "PUB-5", "QUE-1", "THR-1");

    @Override
    int processes() {
        return 3;
    }

    @Override
    void checkThatItApplies() {
        SessionFixture.applies(
                capabilities().isShared(), "the engine's capabilities say that it is not shared between processes");
    }

    @EngineRule("DIS-1")
    @DisplayName("what holds in one process holds in several")
    void isOneService() {
        keeps("DIS-1");
        for (String rule : OTHERS) {
            outcome().failure(rule).ifPresent(failure -> {
                throw new AssertionError("Several processes break " + rule + ": " + failure);
            });
        }
    }

    @EngineRule("SUB-3")
    @DisplayName("no subscription outlives its session")
    void subscriptionsEnd() {
        keeps("SUB-3");
    }

    @EngineRule("PUB-3")
    @DisplayName("every accepted message is reported once, as it was published")
    void isReported() {
        keeps("PUB-3");
    }

    @EngineRule("DIS-2")
    @DisplayName("a message has one position in all processes")
    void positionsAgree() {
        keeps("DIS-2");
    }

    @EngineRule("DIS-4")
    @DisplayName("the process that lost a client is told, once")
    void isTold() {
        keeps("DIS-4");
    }
}
