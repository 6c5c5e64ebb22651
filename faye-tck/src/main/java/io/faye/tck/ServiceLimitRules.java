package io.faye.tck;

import static io.faye.engine.Change.CHANGED;
import static io.faye.engine.Change.LIMIT_REACHED;
import static io.faye.engine.Change.UNCHANGED;
import static io.faye.engine.Change.UNKNOWN_CLIENT;

import io.faye.engine.Change;
import io.faye.engine.QueueLimits.Policy;
import io.faye.tck.Heard.Kind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;

/** The limits of sessions in the service, and of subscriptions of one session. */
abstract class ServiceLimitRules extends SessionFixture {

    /** One is taken by the marker that shows what a client receives. */
    private static final int SUBSCRIPTIONS = 4;

    private void limitSubscriptions() {
        begin(settings -> settings.limited(settings.limits().withMaxSubscriptions(SUBSCRIPTIONS)));
        alice.receivesNothing();
        log.forget();
    }

    @EngineRule("CLI-5")
    @DisplayName("of sessions refuses the next one and creates nothing, and has room again after an end")
    void refusesSessions() {
        SessionLimit limit = SessionLimit.begin(this, settings -> settings);
        limit.fill(host);
        log.forget();
        Client refused = limit.expectRefused(host);
        log.reports();
        Check.that(!refused.exists(), "createClient was refused, and the session exists");
        Check.equal("subscribe of the session that was refused", UNKNOWN_CLIENT, refused.subscribe("/a"));
        limit.expectFull(host);
        bob.destroy();
        limit.expectRoomForOne(host);
        Check.that(alice.ping() && carol.ping(), "The sessions that there were are gone");
    }

    @EngineRule({"CLI-5", "EXP-1"})
    @DisplayName("of sessions has room again when sessions have expired")
    void expiredLeaveRoom() {
        SessionLimit limit = SessionLimit.begin(this, settings -> settings.expiring(capabilities()));
        limit.fill(host);
        if (!capabilities().hasOwnClock()) {
            service.time().pass(service.settings().timeout().multipliedBy(3).plusSeconds(1));
        }
        service.patience().until("alice's session has expired", () -> !alice.exists());
        service.patience().until("there is room for a session", () -> limit.tries(host));
    }

    @EngineRule({"CLI-5", "QUE-3"})
    @DisplayName("of sessions has room again when a session has ended because its queue was full")
    void overflowedLeaveRoom() {
        SessionLimit limit = SessionLimit.begin(this, settings -> settings.limited(1, Policy.END_SESSION));
        alice.subscribe("/full");
        limit.fill(host);
        service.publish("/full", 1);
        service.publish("/full", 2);
        alice.attach();
        SessionEnds.expectByItself(alice, "/full");
        limit.expectRoomForOne(host);
    }

    @EngineRule({"CLI-5", "THR-1"})
    @DisplayName("of sessions holds exactly, when many begin at once")
    void holdsForSessions() {
        SessionLimit limit = SessionLimit.begin(this, settings -> settings);
        AtomicInteger created = new AtomicInteger();
        Concurrently.run(4, thread -> {
            for (int i = 0; i < limit.most(); i++) {
                created.addAndGet(limit.tries(host) ? 1 : 0);
            }
        });
        limit.expectFull(host);
        Check.equal(
                "handshake events",
                created.get(),
                log.all(heard -> heard.kind() == Kind.HANDSHAKE).size());
    }

    @EngineRule("SUB-4")
    @DisplayName("of subscriptions refuses the next one, and changes and reports nothing")
    void refusesSubscriptions() {
        limitSubscriptions();
        List.of("/a", "/b/*", "/c/**").forEach(pattern -> Check.equal("subscribe", CHANGED, alice.subscribe(pattern)));
        Check.equal("subscribe at the limit", LIMIT_REACHED, alice.subscribe("/d"));
        Check.equal("subscribe at the limit again", LIMIT_REACHED, alice.subscribe("/d"));
        Check.equal("subscribe to what is held, at the limit", UNCHANGED, alice.subscribe("/b/*"));
        Check.equal("unsubscribe from what was refused", UNCHANGED, alice.unsubscribe("/d"));
        log.reports("subscribe alice /a", "subscribe alice /b/*", "subscribe alice /c/**");
        service.publish("/d", "refused");
        service.publish("/a", 1);
        service.publish("/b/x", 2);
        alice.receivesExactly(1, 2);
    }

    @EngineRule("SUB-4")
    @DisplayName("of subscriptions has room again after an unsubscribe")
    void unsubscribedLeaveRoom() {
        limitSubscriptions();
        List.of("/a", "/b", "/c").forEach(alice::subscribe);
        for (int round = 0; round < 3; round++) {
            Check.equal("subscribe at the limit", LIMIT_REACHED, alice.subscribe("/d"));
            Check.equal("unsubscribe", CHANGED, alice.unsubscribe("/b"));
            Check.equal("subscribe when there is room", CHANGED, alice.subscribe("/d"));
            Check.equal("subscribe at the limit", LIMIT_REACHED, alice.subscribe("/b"));
            service.publish("/d", round);
            alice.receivesExactly(round);
            alice.unsubscribe("/d");
            alice.subscribe("/b");
        }
    }

    @EngineRule({"SUB-5", "SUB-4"})
    @DisplayName("of subscriptions leaves what is refused out of the list")
    void refusedIsNotListed() {
        limitSubscriptions();
        List.of("/a", "/b", "/c", "/d").forEach(alice::subscribe);
        Check.equal("alice's subscriptions", Optional.of(Set.of("/a", "/b", "/c")), alice.subscriptions());
    }

    @EngineRule({"SUB-4", "CLI-2"})
    @DisplayName("of subscriptions is each session's own")
    void isPrivate() {
        limitSubscriptions();
        List.of("/a", "/b", "/c").forEach(alice::subscribe);
        Check.equal("subscribe at the limit", LIMIT_REACHED, alice.subscribe("/d"));
        Check.equal("subscribe of another session", CHANGED, bob.subscribe("/d"));
        Check.equal(
                "subscribe of an unknown session",
                UNKNOWN_CLIENT,
                service.stranger("stranger").subscribe("/d"));
        alice.destroy();
        Check.equal("subscribe of a session that has ended at its limit", UNKNOWN_CLIENT, alice.subscribe("/e"));
    }

    @EngineRule({"SUB-4", "THR-1", "SUB-1"})
    @DisplayName("of subscriptions holds exactly, when many are asked for at once")
    void holdsForSubscriptions() {
        begin(settings -> settings.limited(settings.limits().withMaxSubscriptions(SUBSCRIPTIONS)));
        for (int round : rounds(50)) {
            Client dave = service.client("dave" + round);
            AtomicInteger changed = new AtomicInteger();
            Concurrently.run(4, thread -> {
                for (int i = 0; i < SUBSCRIPTIONS; i++) {
                    Change change = dave.subscribe("/" + thread + "/" + i);
                    changed.addAndGet(change == CHANGED ? 1 : 0);
                    Check.that(change == CHANGED || change == LIMIT_REACHED, "subscribe was answered " + change);
                }
            });
            Check.equal("How many subscriptions were made", SUBSCRIPTIONS, changed.get());
            Check.equal("subscribe events", SUBSCRIPTIONS, log.count(Kind.SUBSCRIBE, dave));
        }
    }
}
