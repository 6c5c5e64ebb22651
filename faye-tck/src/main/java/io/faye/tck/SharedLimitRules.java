package io.faye.tck;

import static io.faye.engine.Change.CHANGED;
import static io.faye.engine.Change.LIMIT_REACHED;
import static io.faye.engine.Change.UNCHANGED;

import io.faye.tck.Heard.Kind;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;

/** The limits of sessions and subscriptions, counted over all processes. */
abstract class SharedLimitRules extends SharedFixture {

    private static final int SUBSCRIPTIONS = 3;

    private void limitSubscriptions() {
        begin(settings -> settings.limited(settings.limits().withMaxSubscriptions(SUBSCRIPTIONS)));
    }

    @EngineRule("CLI-5")
    @DisplayName("of sessions holds for all processes together, and has room everywhere after an end in one of them")
    void refusesSessions() {
        SessionLimit limit = SessionLimit.begin(this, settings -> settings);
        limit.fill(second);
        hosts().forEach(limit::expectRefused);
        alice.in(third).destroy();
        limit.expectRoomForOne(host);
        bob.in(host).destroy();
        limit.expectRoomForOne(second);
    }

    @EngineRule({"CLI-5", "THR-1"})
    @DisplayName("of sessions holds exactly, when many begin in all processes at once")
    void holdsForSessions() {
        SessionLimit limit = SessionLimit.begin(this, settings -> settings);
        AtomicInteger created = new AtomicInteger();
        Concurrently.run(3, i -> {
            for (int k = 0; k < limit.most(); k++) {
                created.addAndGet(limit.tries(hosts().get(i)) ? 1 : 0);
            }
        });
        hosts().forEach(limit::expectFull);
        Check.equal(
                "handshake events",
                created.get(),
                log.all(heard -> heard.kind() == Kind.HANDSHAKE).size());
    }

    @EngineRule("SUB-4")
    @DisplayName("of subscriptions counts those that were made in any process")
    void refusesSubscriptions() {
        limitSubscriptions();
        for (Host each : hosts()) {
            Check.equal("subscribe", CHANGED, alice.in(each).subscribe("/" + each.number()));
        }
        for (Host each : hosts()) {
            Check.equal("subscribe at the limit", LIMIT_REACHED, alice.in(each).subscribe("/d"));
            Check.equal("subscribe to what is held", UNCHANGED, alice.in(each).subscribe("/1"));
        }
        log.reports("subscribe alice /1", "subscribe alice /2", "subscribe alice /3");
        alice.in(third).unsubscribe("/1");
        Check.equal("subscribe when there is room", CHANGED, alice.in(second).subscribe("/d"));
        Check.equal("subscribe at the limit", LIMIT_REACHED, alice.subscribe("/1"));
        service.publish(third, "/1", "refused");
        service.publish(third, "/d", 1);
        Handle handle = alice.in(host).handle();
        handle.awaits(1);
    }

    @EngineRule({"SUB-4", "THR-1", "SUB-1"})
    @DisplayName("of subscriptions holds exactly, when many are asked for in all processes at once")
    void holdsForSubscriptions() {
        limitSubscriptions();
        for (int round = 0; round < 20; round++) {
            Client dave = service.client("dave" + round);
            AtomicInteger changed = new AtomicInteger();
            Concurrently.run(3, i -> {
                for (String pattern : List.of("/a", "/b", "/" + i)) {
                    changed.addAndGet(dave.in(hosts().get(i)).subscribe(pattern) == CHANGED ? 1 : 0);
                }
            });
            Check.equal("How many subscriptions were made", SUBSCRIPTIONS, changed.get());
            Check.equal("subscribe events", SUBSCRIPTIONS, log.count(Kind.SUBSCRIBE, dave));
        }
    }
}
