package io.faye.engine.redis;

import io.faye.engine.Engine;
import io.faye.engine.EngineOptions;
import io.faye.engine.redis.client.Keys;
import io.faye.engine.redis.log.Retention;
import io.faye.engine.redis.node.Node;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol;

@DisplayName("The Redis engine is healthy")
class HealthTest {

    private static final String PASSWORD = "s3cret";

    private final RedisServer redis = RedisServer.start(settings());
    private final EngineOptions options =
            RedisTests.options(redis).with("user", "news").with("password", PASSWORD);
    private final Member process = Member.impatient(options);

    private static List<String> settings() {
        List<String> user = List.of("--user", "news", "on", ">" + PASSWORD, "~*", "&*", "+@all");
        List<String> settings = new ArrayList<>(List.of("--enable-protected-configs", "yes"));
        settings.addAll(user);
        return settings;
    }

    @AfterEach
    void close() {
        process.close();
        redis.close();
    }

    private String fault() {
        return FullRedisTest.fault(process.engine.health());
    }

    private boolean isHealthy() {
        return fault().isEmpty();
    }

    private boolean isSick(String reason) {
        String fault = fault();
        return !fault.isEmpty() && fault.contains(reason);
    }

    private void isSickWhile(String reason, List<String> change, List<String> undo) {
        Member.until("it is healthy", this::isHealthy);
        try (Jedis client = redis.connect()) {
            send(client, change);
            Member.until("it is not healthy, and says " + reason, () -> isSick(reason));
            send(client, undo);
        }
        Member.until("it is healthy again", this::isHealthy);
    }

    private static void send(Jedis client, List<String> words) {
        client.sendCommand(
                Protocol.Command.valueOf(words.get(0)),
                words.subList(1, words.size()).toArray(String[]::new));
    }

    @Test
    @DisplayName("before it has read the log for the first time, unless that takes seconds")
    void beforeFirstRead() {
        UnreliableRedis late = new UnreliableRedis(RedisTests.client(options, Duration.ofSeconds(20)));
        late.stopsReading();
        try (TestHost host = new TestHost(Duration.ofSeconds(45))) {
            host.stopClock();
            Keys keys = RedisTests.keys(options);
            Node node = new Node("late", late, keys, new Retention(Duration.ofMinutes(1), 1_000_000, 0), host);
            try (Engine engine = Engines.of(node, keys)) {
                CompletionStage<Void> health = engine.health();
                late.readsOn();
                Member.get(health);
            }
        }
    }

    @Test
    @DisplayName("while Redis takes writes, and not while Redis only answers reads")
    void dependsOnWrites() {
        isSickWhile("", List.of("CLIENT", "PAUSE", "60000", "WRITE"), List.of("CLIENT", "UNPAUSE"));
    }

    @Test
    @DisplayName("unless Redis has become a replica")
    void notOnReplica() {
        isSickWhile("Redis", List.of("REPLICAOF", "127.0.0.1", "1"), List.of("REPLICAOF", "NO", "ONE"));
    }

    @Test
    @DisplayName("unless Redis has too few replicas")
    void notWithoutReplicas() {
        isSickWhile(
                "NOREPLICAS",
                List.of("CONFIG", "SET", "min-replicas-to-write", "1"),
                List.of("CONFIG", "SET", "min-replicas-to-write", "0"));
    }

    @Test
    @DisplayName("unless Redis is full")
    void notWhenFull() {
        isSickWhile("full", List.of("CONFIG", "SET", "maxmemory", "1"), List.of("CONFIG", "SET", "maxmemory", "0"));
    }

    @Test
    @DisplayName("unless Redis cannot save")
    void notWithoutDisk() {
        Member.until("it is healthy", this::isHealthy);
        try (Jedis client = redis.connect()) {
            String folder = client.configGet("dir").get("dir");
            client.configSet("dir", "/proc");
            client.configSet("save", "1 1");
            Member.until("it is not healthy, and says MISCONF", () -> isSick("MISCONF"));
            client.configSet("save", "");
            client.configSet("dir", folder);
        }
        Member.until("it is healthy again", this::isHealthy);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"xadd", "xread", "evalsha"})
    @DisplayName("unless its user has lost a right")
    void notWithoutRights(String command) {
        isSickWhile("", List.of("ACL", "SETUSER", "news", "-" + command), List.of("ACL", "SETUSER", "news", "+@all"));
    }
}
