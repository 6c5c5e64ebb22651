package io.faye.engine.redis.faults;

import io.faye.engine.redis.RedisServer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
@DisplayName("Processes whose clocks are apart by minutes")
class WrongClocksTest {

    private static final Duration MINUTES = Duration.ofMinutes(7);
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final Duration ON_A_BUSY_MACHINE = Duration.ofSeconds(4);

    private final Fleet fleet = new Fleet();

    @AfterEach
    void close() {
        fleet.close();
    }

    @Test
    @DisplayName("deliver everything, keep sessions that are pinged, and end the others in time")
    void agreeOnTime() {
        Setup setup = Setup.on(fleet.has(RedisServer.start())).timeout(TIMEOUT);
        Peer ahead = fleet.peer(setup.ahead(MINUTES));
        Peer behind = fleet.peer(setup.ahead(MINUTES.negated()));
        Subscriber there = ahead.listener("/flood");
        Subscriber here = behind.listener("/flood");
        long before = System.nanoTime();
        Subscriber gone = ahead.subscriber("/flood");
        long begun = System.nanoTime();
        Flood flood = Flood.from(ahead, "/flood");
        Await.until("a session that nobody pings has ended", () -> !exists(behind, gone));
        long ended = System.nanoTime();
        Duration most = Duration.ofNanos(ended - before);
        Duration least = Duration.ofNanos(ended - begun);
        Assertions.assertTrue(
                most.compareTo(TIMEOUT.multipliedBy(2)) >= 0
                        && least.compareTo(TIMEOUT.multipliedBy(7).dividedBy(2).plus(ON_A_BUSY_MACHINE)) < 0,
                "A session that nobody pings was seen for " + least + ", and asked for " + most + " before its end");
        there.comesTo(behind);
        here.comesTo(ahead);
        flood.goesOnBy(100);
        Tally.exact("Clocks apart by " + MINUTES.multipliedBy(2), flood, List.of(there, here));
    }

    private static boolean exists(Peer peer, Subscriber subscriber) {
        return Await.get("attributes", peer.engine().attributes(subscriber.id()))
                .isPresent();
    }
}
