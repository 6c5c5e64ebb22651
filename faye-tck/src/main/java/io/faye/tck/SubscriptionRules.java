package io.faye.tck;

import static io.faye.engine.Change.CHANGED;
import static io.faye.engine.Change.UNCHANGED;
import static io.faye.engine.Change.UNKNOWN_CLIENT;

import io.faye.engine.Change;
import io.faye.protocol.ChannelPattern;
import io.faye.tck.Heard.Kind;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;

abstract class SubscriptionRules extends SessionFixture {

    /** More than anybody makes until another thread's call has ended the session. */
    private static final int MOST_SUBSCRIPTIONS = 100_000;

    @EngineRule("SUB-1")
    @DisplayName("are reported when they begin and end, not when they are repeated")
    void reportsChanges() {
        Check.equal("unsubscribe from what was never held", UNCHANGED, alice.unsubscribe("/a"));
        Check.equal("subscribe", CHANGED, alice.subscribe("/a"));
        Check.equal("subscribe again", UNCHANGED, alice.subscribe("/a"));
        Check.equal("subscribe to a pattern that covers it", CHANGED, alice.subscribe("/*"));
        Check.equal("unsubscribe", CHANGED, alice.unsubscribe("/a"));
        Check.equal("unsubscribe again", UNCHANGED, alice.unsubscribe("/a"));
        Check.equal("subscribe after that", CHANGED, alice.subscribe("/a"));
        log.reports("subscribe alice /a", "subscribe alice /*", "unsubscribe alice /a", "subscribe alice /a");
    }

    @EngineRule("SUB-1")
    @DisplayName("are one client's alone")
    void arePrivate() {
        Check.equal("subscribe", CHANGED, alice.subscribe("/a"));
        Check.equal("unsubscribe by somebody else", UNCHANGED, bob.unsubscribe("/a"));
        Check.equal("subscribe by somebody else", CHANGED, bob.subscribe("/a"));
        Check.equal("unsubscribe", CHANGED, alice.unsubscribe("/a"));
        bob.unsubscribe("/b");
        service.publish("/a", 1);
        alice.receivesNothing();
        bob.receivesExactly(1);
    }

    @EngineRule("SUB-1")
    @DisplayName("are in effect when they are reported")
    void areReportedInEffect() {
        Queue<CompletableFuture<Boolean>> published = new ConcurrentLinkedQueue<>();
        host.then(heard -> {
            if (heard.is(Kind.SUBSCRIBE, alice)
                    && !String.valueOf(heard.channel()).startsWith(Log.OWN_CHANNELS)) {
                published.add(host.calls().publish(Calls.message(String.valueOf(heard.channel()), "welcome")));
            }
        });
        alice.subscribe("/a");
        alice.subscribe("/b");
        // No rule orders them and the marker, which is published on another channel by another call.
        published.forEach(stage -> service.patience().get("a publish from within an event", stage));
        alice.receivesExactly("welcome", "welcome");
    }

    @EngineRule("SUB-1")
    @DisplayName("are reported as often as callers are told of a change, when many call at once")
    void eventsAgreeWithResults() {
        AtomicInteger begun = new AtomicInteger();
        AtomicInteger ended = new AtomicInteger();
        Concurrently.run(4, thread -> {
            rounds(500).repeat(() -> {
                begun.addAndGet(alice.subscribe("/a") == CHANGED ? 1 : 0);
                ended.addAndGet(alice.unsubscribe("/a") == CHANGED ? 1 : 0);
            });
        });
        List<String> events = log.events();
        Check.equal("How many callers began and ended the subscription", begun.get(), ended.get());
        Check.equal("How many events there were for " + begun + " changes each way", 2 * begun.get(), events.size());
        for (int i = 0; i < events.size(); i++) {
            Check.equal("Event " + i, i % 2 == 0 ? "subscribe alice /a" : "unsubscribe alice /a", events.get(i));
        }
    }

    @EngineRule("SUB-5")
    @DisplayName("are listed as they are, of each session its own")
    void areListed() {
        Check.equal("alice's subscriptions before the first", Optional.of(Set.of()), alice.subscriptions());
        alice.subscribe("/a");
        alice.subscribe("/a/*");
        alice.subscribe("/a/**");
        alice.subscribe("/service/a");
        alice.subscribe("/a");
        bob.subscribe("/b");
        Check.equal(
                "alice's subscriptions",
                Optional.of(Set.of("/a", "/a/*", "/a/**", "/service/a")),
                alice.subscriptions());
        Check.equal("bob's subscriptions", Optional.of(Set.of("/b")), bob.subscriptions());
        alice.unsubscribe("/a/*");
        alice.unsubscribe("/b");
        Check.equal(
                "alice's subscriptions after one has ended",
                Optional.of(Set.of("/a", "/a/**", "/service/a")),
                alice.subscriptions());
    }

    @EngineRule("SUB-5")
    @DisplayName("that were listed do not change afterwards")
    void listsDoNotChange() {
        alice.subscribe("/a");
        Set<ChannelPattern> listed = service.patience()
                .get("subscriptions", host.calls().subscriptions(alice.id()))
                .orElseThrow(() -> new AssertionError("subscriptions of a session that is there are empty"));
        alice.subscribe("/b");
        alice.unsubscribe("/a");
        Check.equal("The subscriptions as they were listed", Set.of(ChannelPattern.of("/a")), listed);
    }

    @EngineRule("SUB-3")
    @DisplayName("made while the session ends are refused, or end with it")
    void neverOutliveTheSession() {
        begin(Settings::withoutLimitOfSubscriptions);
        for (int round : rounds(300)) {
            Client dave = service.client("dave" + round);
            CountDownLatch begun = new CountDownLatch(1);
            AtomicInteger subscribed = new AtomicInteger();
            Concurrently.run(2, thread -> {
                if (thread == 1) {
                    Concurrently.await(begun);
                    dave.destroy();
                    return;
                }
                while (dave.subscribe("/a/" + subscribed) != UNKNOWN_CLIENT) {
                    Check.that(
                            subscribed.incrementAndGet() < MOST_SUBSCRIPTIONS && Concurrently.goesOn(),
                            dave + " was destroyed, and can still subscribe");
                    begun.countDown();
                }
            });
            expectEndedWith(subscribed.get(), dave);
        }
    }

    private void expectEndedWith(int subscriptions, Client dave) {
        Check.equal("subscribe events of " + dave, subscriptions, log.count(Kind.SUBSCRIBE, dave));
        Check.equal("unsubscribe events of " + dave, subscriptions, log.count(Kind.UNSUBSCRIBE, dave));
        String[] all = new String[subscriptions];
        for (int i = 0; i < subscriptions; i++) {
            all[i] = "/a/" + i;
        }
        SessionEnds.expect(dave, all);
    }

    @EngineRule("SUB-3")
    @DisplayName("made by those who hear of the end are refused, or end with it")
    void notFromWithinTheEnd() {
        alice.subscribe("/a");
        alice.attach();
        Queue<CompletableFuture<Change>> late = new ConcurrentLinkedQueue<>();
        host.then(heard -> {
            if (alice.id().equals(heard.client()) && heard.kind() != Kind.SUBSCRIBE) {
                late.add(host.calls().subscribe(alice.id(), "/late" + late.size()));
            }
        });
        alice.destroy();
        service.patience().until("alice's end was told", () -> log.count(Kind.ENDED, alice) == 1);
        long changed = late.stream()
                .filter(change -> service.patience().get("subscribe", change) == CHANGED)
                .count();
        Check.equal("subscribe events for late subscribers", (int) changed + 1, log.count(Kind.SUBSCRIBE, alice));
        Check.equal("unsubscribe events", (int) changed + 1, log.count(Kind.UNSUBSCRIBE, alice));
        Check.equal("alice exists", false, alice.exists());
    }
}
