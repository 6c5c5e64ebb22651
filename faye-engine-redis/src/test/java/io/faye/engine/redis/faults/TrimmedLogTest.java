package io.faye.engine.redis.faults;

import io.faye.engine.redis.RedisServer;
import io.faye.protocol.Channel;
import io.faye.protocol.ClientId;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.Jedis;

@Timeout(180)
@DisplayName("When the log is trimmed")
class TrimmedLogTest {

    private static final int MORE_THAN_THE_LOG = 4_000;
    private static final Duration FAST = Duration.ofNanos(100_000);

    private final Fleet fleet = new Fleet();
    private RedisServer redis;
    private Setup setup;

    @BeforeEach
    void start() {
        redis = fleet.has(RedisServer.start());
        setup = Setup.on(redis).with("max-log-length", "1000");
    }

    @AfterEach
    void close() {
        fleet.close();
    }

    private boolean isTrimmedTo(int first) {
        try (Jedis connection = redis.connect()) {
            return connection.xlen("{" + setup.namespace() + "}:log") < first;
        }
    }

    @Test
    @DisplayName("before a slow process has read it, its clients are told; the others have everything")
    void tellsTheClientsOfASlowProcess() {
        Relay relay = fleet.has(new Relay(redis.port()));
        Peer swift = fleet.peer(setup);
        Peer slow = fleet.peer(setup.through(relay.port()));
        Subscriber there = swift.listener("/flood");
        Subscriber here = slow.listener("/flood");
        Subscriber other = slow.listener("/other");
        Flood flood = Flood.from(swift, "/flood", FAST);
        flood.goesOnBy(100);
        relay.stall();
        flood.goesOnBy(MORE_THAN_THE_LOG);
        Await.until("the log is trimmed", () -> isTrimmedTo(2_000));
        relay.flow();
        Await.until("a client of the slow process is told that it missed something", here::hasEnded);
        Await.until("so is another one, which might have", other::hasEnded);
        Tally.exact("Log trimmed, the client of a process that kept up", flood, List.of(there));
        List<Integer> got = here.got("/flood");
        Assertions.assertEquals(
                IntStream.rangeClosed(1, got.size()).boxed().toList(),
                got,
                "What the client had got until it was told has no hole");
    }

    @Test
    @DisplayName(
            "before a process has read that a session of another one has ended, it does not take the session for alive")
    void forgetsSessionsOfOthers() {
        Relay relay = fleet.has(new Relay(redis.port()));
        Peer swift = fleet.peer(setup);
        Peer slow = fleet.peer(setup.through(relay.port()));
        ClientId publisher = Await.get("createClient", swift.client());
        Message message = Message.to(Channel.of("/other")).with(Message.Field.CLIENT_ID, Json.of(publisher.toString()));
        Assertions.assertTrue(Await.get("publish", slow.engine().publish(message)), "The publisher lives");
        Subscriber here = slow.listener("/flood");
        Flood flood = Flood.from(swift, "/flood", FAST);
        flood.goesOnBy(100);
        relay.stall();
        Await.get("destroyClient", swift.engine().destroyClient(publisher));
        flood.goesOnBy(MORE_THAN_THE_LOG);
        Await.until("the log is trimmed", () -> isTrimmedTo(2_000));
        relay.flow();
        Await.until("the process knows that it missed something", here::hasEnded);
        Assertions.assertFalse(
                Await.eventually("publish", () -> slow.engine().publish(message)), "The publisher lives");
    }

    @Test
    @DisplayName("before an absent client comes back to a new process, the client is told")
    void tellsAnAbsentClient() {
        Peer first = fleet.peer(setup);
        Subscriber absent = first.listener("/flood");
        Await.get("publish", first.publish("/flood", 0));
        Await.until("the first message is there", () -> absent.hasGot("/flood", 0));
        absent.leaves(first);
        Flood flood = Flood.from(first, "/flood", FAST);
        flood.goesOnBy(MORE_THAN_THE_LOG);
        Await.until("the log is trimmed", () -> isTrimmedTo(2_000));
        flood.stop();
        absent.comesTo(fleet.peer(setup));
        Await.until("the client is told that it missed something", absent::hasEnded);
        Assertions.assertEquals(List.of(0), absent.got("/flood"), "What it got until it was told");
    }
}
