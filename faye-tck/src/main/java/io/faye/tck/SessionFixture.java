package io.faye.tck;

import io.faye.engine.EngineCapabilities;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;

/** Base of tests on a service with the sessions of alice, bob and carol. */
abstract class SessionFixture extends KitPart {

    Service service;
    Host host;
    Log log;
    Client alice;
    Client bob;
    Client carol;

    @BeforeEach
    void begin() {
        begin(settings -> settings);
    }

    /** Begins again, with other settings. */
    final void begin(UnaryOperator<Settings> changed) {
        checkThatItApplies();
        service = kit().open(changed.apply(kit().settings()));
        host = service.host();
        log = service.log();
        alice = service.client("alice");
        bob = service.client("bob");
        carol = service.client("carol");
        begun();
        log.forget();
    }

    /** Aborts the test if it makes no sense for this engine. */
    void checkThatItApplies() {}

    /** Does what else there is to do at the beginning. */
    void begun() {}

    /** {@return so many rounds, or what the engine manages in an eighth of the time that an operation may take} */
    Rounds rounds(int most) {
        return new Rounds(most, service.settings().operationTimeout().dividedBy(8));
    }

    EngineCapabilities capabilities() {
        return kit().provider().capabilities();
    }

    /** Reports the test as not applicable otherwise. */
    static void applies(boolean when, String otherwise) {
        Assumptions.assumeTrue(when, "Not applicable: " + otherwise);
    }
}
