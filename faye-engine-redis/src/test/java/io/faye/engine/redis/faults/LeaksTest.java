package io.faye.engine.redis.faults;

import io.faye.engine.redis.RedisServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.Jedis;

@Timeout(180)
@DisplayName("Nothing is left")
class LeaksTest {

    private static final int CLIENTS = 20;
    /** Redis trims whole nodes of 100 entries. */
    private static final int NODE_OF_A_STREAM = 100;

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

    private Set<String> keys() {
        try (Jedis connection = redis.connect()) {
            return new TreeSet<>(connection.keys("*"));
        }
    }

    private String key(String name) {
        return "{" + setup.namespace() + "}:" + name;
    }

    private List<Subscriber> use(Peer first, Peer second) {
        List<Subscriber> subscribers = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            Subscriber subscriber = first.listener("/flood", "/other/**");
            Await.get("setAttribute", second.engine().setAttribute(subscriber.id(), "name", "value"));
            subscribers.add(subscriber);
        }
        Flood flood = Flood.from(second, "/flood", Duration.ofNanos(100_000));
        flood.goesOnBy(CLIENTS * NODE_OF_A_STREAM);
        subscribers.subList(0, CLIENTS / 2).forEach(each -> each.comesTo(second));
        Tally.exact("Before all leave", flood, subscribers);
        return subscribers;
    }

    @Test
    @DisplayName("of clients that are gone but the log, which is trimmed; of closed processes, nothing else")
    void leavesOnlyTheLog() {
        setup = setup.with("retention", "3");
        Peer first = fleet.peer(setup);
        Peer second = fleet.peer(setup);
        List<Subscriber> subscribers = use(first, second);
        for (Subscriber each : subscribers) {
            Await.get("destroyClient", second.engine().destroyClient(each.id()));
        }
        Await.until(() -> "the log is trimmed: " + length(), () -> length() <= NODE_OF_A_STREAM);
        Set<String> left = keys();
        Assertions.assertEquals(
                Set.of(key("heartbeat"), key("log"), key("nodes")), left, "What is left while processes run");
        first.close();
        second.close();
        Assertions.assertEquals(Set.of(key("log")), keys(), "What is left of the service");
    }

    private long length() {
        try (Jedis connection = redis.connect()) {
            return connection.xlen(key("log"));
        }
    }

    @Test
    @DisplayName("for ever of a fleet that died: all its keys expire")
    void letsADeadFleetExpire() {
        Child child = fleet.has(Child.start(setup));
        child.listeners(CLIENTS, "/flood");
        try (Peer other = new Peer(setup)) {
            Await.get("publish", other.publish("/flood", 1));
        }
        Await.until(() -> "housekeeping has been done after them: " + lasting(), () -> lasting()
                .isEmpty());
        child.kill();
        Set<String> left = keys();
        Assertions.assertTrue(left.size() > 2 * CLIENTS, "Sessions and subscriptions are there: " + left);
        Assertions.assertEquals(Set.of(), lasting(), "Keys that never expire");
    }

    private Set<String> lasting() {
        try (Jedis connection = redis.connect()) {
            Set<String> lasting = keys();
            lasting.removeIf(key -> connection.pttl(key) != -1);
            return lasting;
        }
    }

    @Test
    @DisplayName("of an engine that is closed: no thread, no connection")
    void leavesNoThread() {
        Peer first = fleet.peer(setup);
        Peer second = fleet.peer(setup);
        use(first, second);
        first.close();
        second.close();
        Await.until(() -> "threads have ended: " + threads(), () -> threads().isEmpty());
        Await.until(() -> "connections are closed: " + connections(), () -> connections()
                .isEmpty());
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("faye-redis"))
                .toList();
    }

    private List<String> connections() {
        try (Jedis connection = redis.connect()) {
            return connection
                    .clientList()
                    .lines()
                    .filter(line -> line.contains("name=faye"))
                    .toList();
        }
    }
}
