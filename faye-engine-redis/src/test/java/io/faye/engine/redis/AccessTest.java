package io.faye.engine.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faye.engine.EngineException;
import io.faye.engine.EngineOptions;
import io.faye.protocol.ClientId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

@DisplayName("The Redis engine comes to Redis")
class AccessTest {

    /** What docs/redis.md gives to a user. */
    private static final String RIGHTS = "-@all +@read +@write +@scripting +@connection +info +time +wait";

    @TempDir
    Path folder;

    private static RedisServer withTls(int port, Certificate certificate) {
        return RedisServer.start(List.of(
                "--tls-port",
                String.valueOf(port),
                "--tls-cert-file",
                certificate.certificate().toString(),
                "--tls-key-file",
                certificate.key().toString(),
                "--tls-auth-clients",
                "no"));
    }

    private static EngineOptions options(String url) {
        return EngineOptions.of("url", url).with("namespace", UUID.randomUUID().toString());
    }

    /** One process publishes, and another gets it. */
    private static void serves(EngineOptions options) {
        try (Member one = new Member(options);
                Member other = new Member(options)) {
            ClientId alice = one.client();
            one.subscribe(alice, "/a");
            one.attach(alice);
            other.publish("/a", "first");
            Member.until("the message has come", () -> one.waiting(alice).equals(List.of("\"first\"")));
            other.attach(alice);
            Member.until("it has come there too", () -> other.waiting(alice).equals(List.of("\"first\"")));
            Member.get(other.engine.setAttribute(alice, "name", "Alice"));
            assertThat(Member.get(one.engine.destroyClient(alice))).isPresent();
        }
    }

    @Test
    @DisplayName("over TLS, if an authority vouches for it that is trusted")
    void trusts() throws Exception {
        int port = Ports.free();
        Certificate certificate = Certificate.of(folder, "localhost");
        EngineOptions options = options("rediss://localhost:" + port);
        try (RedisServer redis = withTls(port, certificate)) {
            serves(options.with("tls-ca", certificate.certificate().toString()));
            assertThatThrownBy(() -> new Member(options))
                    .as("whom the JVM does not know")
                    .isInstanceOf(EngineException.class);
            Certificate strange = Certificate.of(folder, "strange.example");
            EngineOptions mistaken =
                    options.with("tls-ca", strange.certificate().toString());
            assertThatThrownBy(() -> new Member(mistaken))
                    .as("whom another authority would vouch for")
                    .isInstanceOf(EngineException.class);
            RedisTests.await(
                    "nobody is left there",
                    () -> redis.info("clients").get("connected_clients").equals("1"));
        }
    }

    @Test
    @DisplayName("not over TLS to a server that has another name")
    void checksNames() throws Exception {
        int port = Ports.free();
        Certificate certificate = Certificate.of(folder, "redis.example");
        EngineOptions options = options("rediss://localhost:" + port)
                .with("tls-ca", certificate.certificate().toString());
        try (RedisServer redis = withTls(port, certificate)) {
            assertThatThrownBy(() -> new Member(options))
                    .as("Redis on port " + redis.port())
                    .isInstanceOf(EngineException.class);
        }
    }

    @Test
    @DisplayName("as a user who may do what it needs, with its own keys only")
    void needsFewRights() {
        String namespace = UUID.randomUUID().toString();
        List<String> settings = new ArrayList<>(List.of("--user", "news", "on", ">s3cret", "~{" + namespace + "}:*"));
        settings.addAll(List.of(RIGHTS.split(" ", -1)));
        try (RedisServer redis = RedisServer.start(settings)) {
            EngineOptions options = EngineOptions.of("url", "redis://news:s3cret@127.0.0.1:" + redis.port());
            serves(options.with("namespace", namespace));
            assertNothingRefused(redis);
            assertThatThrownBy(() -> new Member(options.with("namespace", "another")))
                    .isInstanceOf(EngineException.class);
        }
    }

    private static void assertNothingRefused(RedisServer redis) {
        try (Jedis client = redis.connect()) {
            assertThat(client.aclLog()).as("what Redis has refused").isEmpty();
        }
    }
}
