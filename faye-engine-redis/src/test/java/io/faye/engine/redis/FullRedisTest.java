package io.faye.engine.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.engine.Attachment;
import io.faye.engine.Change;
import io.faye.engine.EngineOptions;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisDataException;

@DisplayName("When Redis is full")
class FullRedisTest {

    private static final String LIMIT = "32mb";
    private static final String KILOBYTES = "x".repeat(100_000);

    private final RedisServer redis = RedisServer.start(List.of("--maxmemory", LIMIT));
    private final EngineOptions options = RedisTests.options(redis).with("retention", "3");
    private final Member process = new Member(options, Duration.ofSeconds(20));

    @AfterEach
    void close() {
        process.close();
        redis.close();
    }

    /** {@return the fault's text, empty if there is none} */
    static String fault(CompletionStage<?> stage) {
        return stage.toCompletableFuture()
                .handle((result, fault) -> fault == null ? "" : String.valueOf(fault.getMessage()))
                .join();
    }

    /** Fills the rest of the memory with something else, until Redis has much more than it may have. */
    private void fill() {
        try (Jedis client = redis.connect()) {
            for (int i = 0; i < 1_000; i++) {
                client.set("filler:" + i, KILOBYTES);
            }
            throw new AssertionError("Redis was not full");
        } catch (JedisDataException e) {
            assertThat(e).hasMessageStartingWith("OOM");
        }
        limit("16mb");
    }

    private void limit(String memory) {
        try (Jedis client = redis.connect()) {
            client.configSet("maxmemory", memory);
        }
    }

    private void empty() {
        try (Jedis client = redis.connect()) {
            for (int i = 0; i < 1_000; i++) {
                client.del("filler:" + i);
            }
        }
        limit(LIMIT);
    }

    private long bytes(EngineOptions service) {
        try (Jedis client = redis.connect()) {
            return client.memoryUsage("{" + service.text("namespace", "") + "}:log", 0);
        }
    }

    private long used() {
        return Long.parseLong(redis.info("memory").get("used_memory"));
    }

    private long length() {
        try (Jedis client = redis.connect()) {
            return client.xlen("{" + options.text("namespace", "") + "}:log");
        }
    }

    @Test
    @DisplayName("publishes are refused with a reason, health tells it, and sessions live on; then all is well again")
    void sessionsLiveOn() {
        ClientId alice = process.client();
        process.subscribe(alice, "/a");
        Attachment attached = process.attach(alice);
        fill();
        Member.until("publishes are refused", () -> fault(process.engine.publish(Member.message("/a", 1)))
                .contains("full"));
        assertThat(fault(process.engine.health())).contains("full");
        assertThat(process.exists(alice)).isTrue();
        Member.get(attached.release("note"));
        assertThat(process.attach(alice).note()).contains("note");
        assertThat(Member.get(process.engine.unsubscribe(alice, ChannelPattern.of("/a"))))
                .isEqualTo(Change.CHANGED);
        assertThat(Member.get(process.engine.destroyClient(alice))).isPresent();
        empty();
        Member.until("publishes are accepted", () -> fault(process.engine.publish(Member.message("/a", 2)))
                .isEmpty());
        Member.until("it is healthy", () -> fault(process.engine.health()).isEmpty());
    }

    @Test
    @DisplayName("a session can go to another process, and its process keeps its lease")
    void sessionsMove() {
        ClientId alice = process.client();
        process.subscribe(alice, "/a");
        process.attach(alice);
        process.publish("/a", 1);
        try (Member other = new Member(options, Duration.ofSeconds(20))) {
            fill();
            other.attach(alice);
            Member.until("the message has come", () -> other.waiting(alice).equals(List.of("1")));
            Member.until("the other was told", () -> process.noted.contains("moved " + alice));
        }
    }

    @Test
    @DisplayName("the log is trimmed by age nevertheless")
    void isTrimmed() {
        for (int i = 0; i < 50; i++) {
            process.publish("/a", KILOBYTES);
        }
        fill();
        Member.until("the log is trimmed", () -> length() < 10);
    }

    @Test
    @DisplayName("of messages, there is still room for sessions to begin")
    void leavesRoomForSessions() {
        try (Member keeping = new Member(
                RedisTests.options(redis).with("max-log-bytes", "1000000000").with("retention", "600"))) {
            Member.until("publishes are refused", () -> fault(keeping.engine.publish(Member.message("/a", KILOBYTES)))
                    .contains("full"));
            for (int i = 0; i < 500; i++) {
                keeping.subscribe(keeping.client(), "/a");
            }
        }
    }

    @Test
    @DisplayName("it is not because of what was in the log before: that is cut as well")
    void boundsBytesOfBefore() {
        EngineOptions roomy = RedisTests.options(redis).with("max-log-bytes", "100000000");
        try (Member before = new Member(roomy)) {
            for (int i = 0; i < 100; i++) {
                before.publish("/a", KILOBYTES);
            }
        }
        try (Member bounded = new Member(roomy.with("max-log-bytes", "4000000"))) {
            Member.until("the log is cut", () -> bytes(roomy) < 9_000_000);
            bounded.publish("/a", 1);
        }
    }

    @Test
    @DisplayName("it is not because of messages alone: the log is bounded by bytes")
    void boundsBytes() {
        try (Member bounded = new Member(
                RedisTests.options(redis).with("max-log-bytes", "4000000").with("retention", "600"))) {
            for (int i = 0; i < 300; i++) {
                bounded.publish("/a", KILOBYTES);
                Member.until("the log is cut", () -> used() < 16_000_000);
            }
        }
    }
}
