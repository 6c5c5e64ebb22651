package io.faye.engine.redis.faults;

import io.faye.engine.EngineOptions;
import io.faye.tck.Backend;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What any set-up of Redis has to do; the whole kits run on each in the profile "long". */
@Timeout(180)
abstract class Smoke {

    private static final int SOME = 200;

    final Fleet fleet = new Fleet();

    abstract Backend backend();

    abstract EngineOptions options();

    @AfterEach
    void close() {
        fleet.close();
    }

    @Test
    @DisplayName("makes several processes one service: clients move, and each message arrives once, in order")
    void makesOneService() {
        Setup setup = Setup.of(options());
        Peer first = fleet.peer(setup);
        Peer second = fleet.peer(setup);
        List<Subscriber> subscribers = List.of(first.listener("/flood"), second.listener("/*"));
        Flood flood = Flood.from(first, "/flood");
        flood.goesOnBy(SOME);
        subscribers.forEach(each -> each.comesTo(second));
        flood.goesOnBy(SOME);
        subscribers.forEach(each -> each.comesTo(first));
        Tally.exact("Clients that moved", flood, subscribers);
        Subscriber left = subscribers.get(0);
        Assertions.assertTrue(
                Await.get("destroyClient", second.engine().destroyClient(left.id()))
                        .isPresent(),
                "It was there");
        Await.until("its process is told that it is over", left::hasEnded);
    }

    @Test
    @DisplayName("is restarted: every accepted message arrives once, in order")
    void isRestarted() {
        Setup setup = Setup.of(options());
        Peer first = fleet.peer(setup);
        Peer second = fleet.peer(setup);
        List<Subscriber> subscribers = List.of(first.listener("/flood"), second.listener("/*"));
        Flood flood = Flood.from(first, "/flood");
        flood.goesOnBy(SOME);
        backend().stop();
        backend().start();
        flood.goesOnBy(SOME);
        Tally.exact("Restarted", flood, subscribers);
    }
}
