package io.faye.engine.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.engine.EngineOptions;
import io.faye.protocol.ClientId;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.Transaction;

@DisplayName("The log in Redis")
class LogTest {

    private final RedisServer redis = RedisTests.shared();
    private final EngineOptions options = RedisTests.options(redis);
    private final String prefix = "{" + options.text("namespace", "") + "}:";

    @Test
    @DisplayName("is all that is left of a service whose clients and processes are gone")
    void isAllThatIsLeft() {
        try (Member one = new Member(options);
                Member other = new Member(options)) {
            ClientId alice = one.client();
            one.subscribe(alice, "/a");
            other.attach(alice);
            Member.get(other.engine.setAttribute(alice, "name", "Alice"));
            other.publish("/a", 1);
            Member.get(one.engine.destroyClient(alice));
        }
        assertThat(keys()).containsExactly(prefix + "log");
    }

    @Test
    @DisplayName("expires, like everything else, when no process cares for it any more")
    void expires() {
        try (Member process = new Member(options)) {
            ClientId alice = process.client();
            process.subscribe(alice, "/a");
            Member.until("housekeeping has been done", () -> keys().stream().allMatch(this::expires));
        }
        assertThat(keys())
                .contains(prefix + "log", prefix + "clients", prefix + "expiries")
                .allMatch(this::expires);
    }

    private boolean expires(String key) {
        try (Jedis client = redis.connect()) {
            return client.pttl(key) > 0;
        }
    }

    private Set<String> keys() {
        try (Jedis client = redis.connect()) {
            return client.keys(prefix + "*");
        }
    }

    @Test
    @DisplayName("is trimmed by age")
    void isTrimmedByAge() {
        try (Member process = new Member(options.with("retention", "1"), Duration.ofSeconds(1))) {
            for (int i = 0; i < 1_000; i++) {
                process.publish("/a", i);
            }
            Member.until("the log is short", () -> length() < 200);
        }
    }

    private long length() {
        try (Jedis client = redis.connect()) {
            return client.xlen(prefix + "log");
        }
    }

    @Test
    @DisplayName("has no silent holes: who was overtaken by trimming ends the sessions that may have missed something")
    void hasNoSilentHoles() {
        try (RedisServer own = RedisServer.start()) {
            EngineOptions there = RedisTests.options(own);
            try (Member slow = new Member(there);
                    Member publisher = new Member(there)) {
                ClientId alice = slow.client();
                slow.subscribe(alice, "/a");
                slow.attach(alice);
                trimBehindTheReaders(own, there.text("namespace", ""));
                Member.until("alice's session has ended", () -> slow.noted.contains("disconnect " + alice));
                assertThat(slow.waiting(alice)).isEmpty();
                assertThat(slow.exists(alice)).isFalse();
                ClientId bob = slow.client();
                slow.subscribe(bob, "/a");
                slow.attach(bob);
                publisher.recover(bob);
                publisher.publish("/a", "after");
                Member.until("bob gets messages", () -> slow.waiting(bob).equals(List.of("\"after\"")));
            }
        }
    }

    /** Cuts all connections, and writes and trims the log before anybody can be back: all at once. */
    private static void trimBehindTheReaders(RedisServer redis, String namespace) {
        String appendAndTrim =
                """
                for i = 1, 300 do
                  redis.call('XADD', KEYS[1], '*', 'o', 'x', 'm', '1 16 /a\\n{"channel":"/a"}')
                end
                return redis.call('XTRIM', KEYS[1], 'MAXLEN', 10)
                """;
        try (Jedis client = redis.connect();
                Transaction all = client.multi()) {
            all.sendCommand(Protocol.Command.CLIENT, "KILL", "TYPE", "normal");
            all.eval(appendAndTrim, List.of("{" + namespace + "}:log"), List.of());
            all.exec();
        }
    }
}
