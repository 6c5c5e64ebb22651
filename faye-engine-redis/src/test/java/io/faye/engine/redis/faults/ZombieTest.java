package io.faye.engine.redis.faults;

import io.faye.engine.redis.RedisServer;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.Jedis;

@Timeout(180)
@DisplayName("A process that is frozen past its lease and thawed")
class ZombieTest {

    private final Fleet fleet = new Fleet();
    private RedisServer redis;
    private Setup setup;

    @BeforeEach
    void start() {
        redis = fleet.has(RedisServer.start());
        setup = Setup.on(redis);
    }

    @AfterEach
    void close() {
        fleet.close();
    }

    private int leases() {
        try (Jedis connection = redis.connect()) {
            return (int) connection.zcard("{" + setup.namespace() + "}:nodes");
        }
    }

    @Test
    @DisplayName("delivers nothing to clients that went on elsewhere, and takes nothing from them")
    void deliversNothing() {
        Peer heir = fleet.peer(setup);
        Peer other = fleet.peer(setup);
        Child child = fleet.has(Child.start(setup));
        Collection<Subscriber> subscribers = child.listeners(5, "/*");
        Flood before = Flood.from(other, "/before");
        before.goesOnBy(100);
        Tally.exact("Before a process is frozen", before, subscribers);
        child.freeze();
        Flood after = Flood.from(other, "/after");
        Await.until("the frozen process' lease is over", () -> leases() == 2);
        subscribers.forEach(each -> each.comesTo(heir));
        after.goesOnBy(100);
        child.thaw();
        for (Subscriber each : subscribers) {
            Await.until("the thawed process is told that its clients moved", () -> each.moves() > 0);
        }
        after.goesOnBy(100);
        Tally.exact("Process frozen past its lease", after, subscribers);
        List<Subscriber> ended =
                subscribers.stream().filter(Subscriber::hasEnded).toList();
        Assertions.assertEquals(List.of(), ended, "Sessions that ended");
    }
}
