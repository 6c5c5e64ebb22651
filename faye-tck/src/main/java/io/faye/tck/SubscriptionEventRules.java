package io.faye.tck;

import static io.faye.engine.Change.CHANGED;
import static io.faye.engine.Change.UNCHANGED;
import static io.faye.engine.Change.UNKNOWN_CLIENT;

import io.faye.engine.Change;
import io.faye.engine.QueueLimits.Policy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;

/** The ways in which a subscription can come and go, each with the answer and all that is reported then. */
abstract class SubscriptionEventRules extends SessionFixture {

    private static final int MOST_SUBSCRIPTIONS = 10_000;

    @EngineRule({"EVT-1", "SUB-1"})
    @DisplayName("that is asked for: its begin, once, and again after its end")
    void askedFor() {
        Check.equal("subscribe", CHANGED, alice.subscribe("/a/**"));
        Check.equal("subscribe again", UNCHANGED, alice.subscribe("/a/**"));
        Check.equal("unsubscribe", CHANGED, alice.unsubscribe("/a/**"));
        Check.equal("subscribe once more", CHANGED, alice.subscribe("/a/**"));
        log.reports("subscribe alice /a/**", "unsubscribe alice /a/**", "subscribe alice /a/**");
    }

    @EngineRule({"EVT-1", "SUB-1"})
    @DisplayName("that is given up: its end, once")
    void givenUp() {
        alice.subscribe("/a");
        bob.subscribe("/a");
        Check.equal("unsubscribe from another pattern", UNCHANGED, alice.unsubscribe("/*"));
        Check.equal("unsubscribe", CHANGED, alice.unsubscribe("/a"));
        Check.equal("unsubscribe again", UNCHANGED, alice.unsubscribe("/a"));
        log.reports("subscribe alice /a", "subscribe bob /a", "unsubscribe alice /a");
    }

    @EngineRule({"EVT-1", "CLI-2"})
    @DisplayName("that is refused, since there is no session: nothing")
    void refused() {
        Client stranger = service.stranger("stranger");
        Check.equal("subscribe", UNKNOWN_CLIENT, stranger.subscribe("/a"));
        Check.equal("unsubscribe", UNKNOWN_CLIENT, stranger.unsubscribe("/a"));
        bob.publish("/marker", 1);
        log.reports("publish bob /marker 1");
        Check.equal("What was told about the stranger", List.of(), log.about(stranger));
    }

    @EngineRule({"EVT-1", "SUB-1"})
    @DisplayName("that two ask for at once: one begin, and one of them is told of a change")
    void askedForByTwo() {
        rounds(300).repeat(() -> {
            Client dave = service.client("dave");
            log.forget();
            expectOneChange("subscribe", () -> dave.subscribe("/a"));
            log.reports("subscribe dave /a");
            expectOneChange("unsubscribe", () -> dave.unsubscribe("/a"));
            log.reports("subscribe dave /a", "unsubscribe dave /a");
            dave.destroy();
        });
    }

    private static void expectOneChange(String what, Supplier<Change> call) {
        Queue<Change> answers = new ConcurrentLinkedQueue<>();
        Concurrently.run(2, thread -> answers.add(call.get()));
        List<Change> sorted = new ArrayList<>(answers);
        Collections.sort(sorted);
        Check.equal("What two callers of " + what + " were told", List.of(CHANGED, UNCHANGED), sorted);
    }

    @EngineRule({"SUB-3", "EVT-1", "EXP-2"})
    @DisplayName("that is asked for while the session times out: begin and end, or neither")
    void askedForDuringTimeout() {
        applies(
                !capabilities().hasOwnClock(),
                "only time turned by hand can meet the moment (EngineCapabilities.hasOwnClock)");
        begin(Settings::withoutLimitOfSubscriptions);
        for (int round : rounds(20)) {
            Client dave = service.client("dave" + round);
            List<String> begun = new ArrayList<>();
            Concurrently.run(2, thread -> {
                if (thread == 0) {
                    service.time()
                            .pass(service.settings().timeout().multipliedBy(3).plusSeconds(1));
                    return;
                }
                subscribeUntilTheEnd(dave, begun);
            });
            SessionEnds.expect(dave, begun.toArray(String[]::new));
        }
        Story.check(service);
    }

    @EngineRule({"SUB-3", "EVT-1", "EXP-2"})
    @DisplayName("that is asked for while the queue overflows: begin and end, or neither")
    void askedForDuringOverflow() {
        begin(settings -> settings.limited(1, Policy.END_SESSION).withoutLimitOfSubscriptions());
        for (int round : rounds(100)) {
            Client dave = service.client("dave" + round);
            dave.subscribe("/full");
            List<String> begun = new ArrayList<>(List.of("/full"));
            Concurrently.run(2, thread -> {
                if (thread == 0) {
                    service.publish("/full", 1);
                    service.publish("/full", 2);
                    dave.attach();
                    return;
                }
                subscribeUntilTheEnd(dave, begun);
            });
            SessionEnds.expect(dave, begun.toArray(String[]::new));
        }
        Story.check(service);
    }

    /** Subscribes to one pattern after another, as long as it can be that the session has not ended yet. */
    private void subscribeUntilTheEnd(Client client, List<String> begun) {
        for (int i = 0; i < MOST_SUBSCRIPTIONS; i++) {
            String pattern = "/a/" + i;
            if (client.subscribe(pattern) == UNKNOWN_CLIENT) {
                return;
            }
            begun.add(pattern);
        }
        service.patience().until("the session of " + client + " has ended", () -> !client.exists());
    }
}
