package io.faye.engine.redis.faults;

import io.faye.engine.redis.RedisServer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.Jedis;

@Timeout(180)
@DisplayName("After Redis has come back without its data")
class EmptyRestartTest {

    private static final int MORE_THAN_THE_LOG = 4_000;
    private static final Duration FAST = Duration.ofNanos(100_000);

    private final Fleet fleet = new Fleet();
    private RedisServer redis;

    @BeforeEach
    void start() {
        redis = fleet.has(RedisServer.start(List.of("--appendonly", "no")));
    }

    @AfterEach
    void close() {
        fleet.close();
    }

    @Test
    @DisplayName("a process that is overtaken by trimming still notices, and tells its clients")
    void noticesTrimming() {
        Setup setup = Setup.on(redis).with("max-log-length", "1000");
        Relay relay = fleet.has(new Relay(redis.port()));
        Peer swift = fleet.peer(setup);
        Peer slow = fleet.peer(setup.through(relay.port()));
        Flood flood = Flood.from(swift, "/flood", FAST);
        flood.goesOnBy(2 * MORE_THAN_THE_LOG);
        redis.kill();
        redis.restart();
        flood.goesOnBy(100);
        Await.eventually("both are back", () -> swift.engine().health());
        Await.eventually("both are back", () -> slow.engine().health());
        Subscriber there = swift.listener("/flood");
        Subscriber here = slow.listener("/flood");
        Await.until(
                "messages come",
                () -> !here.got("/flood").isEmpty() && !there.got("/flood").isEmpty());
        relay.stall();
        flood.goesOnBy(MORE_THAN_THE_LOG);
        Await.until("the log is trimmed", () -> isTrimmed(setup));
        relay.flow();
        Await.until("a client of the slow process is told that it missed something", here::hasEnded);
    }

    private boolean isTrimmed(Setup setup) {
        try (Jedis connection = redis.connect()) {
            return connection.xlen("{" + setup.namespace() + "}:log") < 2_000;
        }
    }
}
