package io.faye.engine.redis.faults;

import io.faye.engine.QueueLimits.Policy;
import io.faye.engine.redis.RedisServer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
@DisplayName("A client that does not read")
class FullInboxTest {

    private static final int LIMIT = 100;

    private final Fleet fleet = new Fleet();
    private Setup setup;

    @BeforeEach
    void start() {
        setup = Setup.on(fleet.has(RedisServer.start()));
    }

    @AfterEach
    void close() {
        fleet.close();
    }

    @Test
    @DisplayName("is ended when its queue is full, and is notified; clients that read have everything")
    void isEnded() {
        Peer first = fleet.peer(setup.limits(LIMIT, Policy.END_SESSION));
        Peer second = fleet.peer(setup);
        Subscriber reads = second.listener("/flood");
        Subscriber sleeps = first.subscriber("/flood");
        sleeps.sleepsAt(first);
        Flood flood = Flood.from(second, "/flood");
        flood.goesOnBy(3 * LIMIT);
        Await.until("the session ends", sleeps::hasEnded);
        Assertions.assertFalse(Await.get("ping", second.engine().ping(sleeps.id())), "The session lives on elsewhere");
        Tally.exact("Full queue of another client", flood, List.of(reads));
    }

    @Test
    @DisplayName("has the newest messages at their positions if the policy is to drop the oldest")
    void losesTheOldest() {
        Peer first = fleet.peer(setup.limits(LIMIT, Policy.DROP_OLDEST));
        Peer second = fleet.peer(setup.limits(LIMIT, Policy.DROP_OLDEST));
        Subscriber sleeps = first.subscriber("/numbers");
        int count = 3 * LIMIT;
        for (int i = 1; i <= count; i++) {
            Await.get("publish", second.publish("/numbers", i));
        }
        sleeps.sleepsAt(second);
        Await.until(
                "the last message can be read elsewhere",
                () -> sleeps.readable().last() == count);
        sleeps.note(sleeps.readable());
        Assertions.assertEquals(
                IntStream.rangeClosed(count - LIMIT + 1, count).boxed().toList(), sleeps.got("/numbers"));
    }
}
