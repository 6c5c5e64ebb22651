package io.faye.tck;

import org.junit.jupiter.api.DisplayName;

/** What a record of random operations in one process says. */
abstract class LocalHistoryRules extends HistoryRules {

    @Override
    int processes() {
        return 1;
    }

    @EngineRule("ATT-1")
    @DisplayName("attributes are seen as they were set last")
    void attributesAreSeen() {
        keeps("ATT-1");
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

    @EngineRule("PUB-4")
    @DisplayName("what is accepted is queued")
    void isQueued() {
        keeps("PUB-4");
    }

    @EngineRule("PUB-5")
    @DisplayName("messages arrive as they were sent")
    void arrivesAsSent() {
        keeps("PUB-5");
    }

    @EngineRule("QUE-1")
    @DisplayName("positions have no holes, and what is not acknowledged stays")
    void staysQueued() {
        keeps("QUE-1");
    }

    @EngineRule("THR-1")
    @DisplayName("every operation completes")
    void completes() {
        keeps("THR-1");
    }
}
