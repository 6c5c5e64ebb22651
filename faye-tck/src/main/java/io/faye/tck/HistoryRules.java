package io.faye.tck;

import io.faye.engine.EngineCapabilities;
import io.faye.tck.history.CheckResult;
import io.faye.tck.history.History;
import io.faye.tck.history.HistorySettings;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a record of many random operations by many threads says: each test about one rule, all about one record. The
 * seed is printed, and can be given with the system property {@code faye.tck.seed}; how many operations there are, with
 * {@code faye.tck.operations}. The tag {@code history} lets a build leave it out.
 */
@Tag("history")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class HistoryRules extends KitPart {

    private static final Logger LOG = LoggerFactory.getLogger(HistoryRules.class);
    private static final int OPERATIONS = 50_000;
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private boolean begun;
    private @Nullable CheckResult outcome;

    /** {@return how many processes there are} */
    abstract int processes();

    /** Once for all tests, as a part of the first: so it has that one's bounds. */
    @BeforeEach
    void begin() {
        checkThatItApplies();
        if (!begun) {
            begun = true;
            outcome = run();
        }
    }

    private CheckResult run() {
        long seed = Long.getLong("faye.tck.seed", ThreadLocalRandom.current().nextInt());
        Service service = kit().open(kit().settings().expiring(capabilities()));
        History history = new History(service.time()::now, service.settings().timeout());
        record(service.host(), history);
        for (int i = 1; i < processes(); i++) {
            record(service.start(), history);
        }
        CheckResult made = history.run(setting(seed, service));
        LOG.info("Seed {}: {}", seed, made.figures());
        return made;
    }

    private static void record(Host host, History history) {
        history.add(host.engine());
        host.whenClientEnded((client, patterns) -> history.clientEnded(host.number(), client, patterns));
    }

    /** Reports the tests as not applicable otherwise. */
    void checkThatItApplies() {}

    final EngineCapabilities capabilities() {
        return kit().provider().capabilities();
    }

    final CheckResult outcome() {
        if (outcome == null) {
            throw new AssertionError(
                    "There is no record, for the engine could not be used; see the first of these tests");
        }
        return outcome;
    }

    private static HistorySettings setting(long seed, Service service) {
        int operations = Integer.getInteger("faye.tck.operations", OPERATIONS);
        Duration notice = service.capabilities().maxNotificationDelay();
        Duration limit = service.patience().limit();
        return service.capabilities().hasOwnClock()
                ? new HistorySettings(seed, operations, LONGEST, notice, limit, Optional.empty())
                : new HistorySettings(seed, operations, LONGEST, notice, limit, Optional.of(service.time()::pass));
    }

    final void keeps(String rule) {
        outcome().failure(rule).ifPresent(failure -> {
            throw new AssertionError(failure);
        });
    }

    @EngineRule("CLI-1")
    @DisplayName("each session begins once")
    void sessionsBegin() {
        keeps("CLI-1");
    }

    @EngineRule("CLI-2")
    @DisplayName("sessions that have ended are unknown, and others are not")
    void endedAreUnknown() {
        keeps("CLI-2");
    }

    @EngineRule("CLI-3")
    @DisplayName("of those who destroy a session one is told that he did")
    void oneDestroys() {
        keeps("CLI-3");
    }

    @EngineRule("SUB-1")
    @DisplayName("what is answered about subscriptions agrees with what is reported")
    void answersAgree() {
        keeps("SUB-1");
    }

    @EngineRule("SUB-2")
    @DisplayName("messages arrive from the beginning of a subscription to its end")
    void subscriptionsAreBounds() {
        keeps("SUB-2");
    }

    @EngineRule("PUB-1")
    @DisplayName("every message arrives once at every subscriber")
    void arrivesOnce() {
        keeps("PUB-1");
    }

    @EngineRule("PUB-2")
    @DisplayName("messages arrive in one order")
    void arrivesInOrder() {
        keeps("PUB-2");
    }

    @EngineRule("QUE-2")
    @DisplayName("who reads only when told gets everything")
    void isWoken() {
        keeps("QUE-2");
    }

    @EngineRule("HND-1")
    @DisplayName("only the newest attachment reads")
    void newestReads() {
        keeps("HND-1");
    }

    @EngineRule("HND-2")
    @DisplayName("a listener is told of a move that there was, once, and nothing after that")
    void isToldOfMoves() {
        keeps("HND-2");
    }

    @EngineRule("HND-3")
    @DisplayName("the newest listener is told of the end, once, and no other one")
    void isToldOfTheEnd() {
        keeps("HND-3");
    }

    @EngineRule("EXP-1")
    @DisplayName("sessions live as long as they are pinged, and not much longer")
    void expires() {
        keeps("EXP-1");
    }

    @EngineRule("EXP-2")
    @DisplayName("sessions end with all their events, and everywhere")
    void endsWithEvents() {
        keeps("EXP-2");
    }

    @EngineRule("EVT-1")
    @DisplayName("each event is reported once, where and while its cause was handled")
    void reportsOnce() {
        keeps("EVT-1");
    }

    @EngineRule("EVT-2")
    @DisplayName("events of a session come between its handshake and its disconnect")
    void eventsNest() {
        keeps("EVT-2");
    }
}
