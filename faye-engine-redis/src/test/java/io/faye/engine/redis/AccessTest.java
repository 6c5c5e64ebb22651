package io.faye.engine.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.faye.engine.EngineException;
import io.faye.engine.EngineOptions;
import io.faye.protocol.ClientId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.Jedis;

@DisplayName("The Redis engine comes to Redis")
class AccessTest {

    @TempDir
    Path folder;

    private static RedisServer withTls(Certificate certificate) {
        return RedisServer.start(RedisHosts.installed().host(), List.of(), Protection.NONE.over(certificate));
    }

    private static EngineOptions options(String url) {
        return EngineOptions.of("url", url).with("namespace", UUID.randomUUID().toString());
    }

    /** One process publishes, and another gets it. */
    static void serves(EngineOptions options) {
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
        Certificate certificate = Certificate.of(folder, "localhost");
        try (RedisServer redis = withTls(certificate)) {
            EngineOptions options = options("rediss://localhost:" + redis.openPort());
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
        Certificate certificate = Certificate.of(folder, "redis.example");
        try (RedisServer redis = withTls(certificate)) {
            EngineOptions options = options("rediss://localhost:" + redis.openPort())
                    .with("tls-ca", certificate.certificate().toString());
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
        settings.addAll(List.of(Protection.RIGHTS.split(" ", -1)));
        try (RedisServer redis = RedisServer.start(settings)) {
            EngineOptions options = EngineOptions.of("url", "redis://news:s3cret@127.0.0.1:" + redis.port());
            serves(options.with("namespace", namespace));
            assertNothingRefused(redis);
            assertThatThrownBy(() -> new Member(options.with("namespace", "another")))
                    .isInstanceOf(EngineException.class);
        }
    }

    @Test
    @DisplayName("as a user whose password a variable of the environment holds, and not as another user without it")
    void readsTheEnvironment() {
        String variable = "PATH";
        List<String> user = List.of("--user", "news", "on", ">" + System.getenv(variable), "~*", "+@all");
        try (RedisServer redis = RedisServer.start(user)) {
            EngineOptions options = options(redis.url()).with("user", "news");
            assertThatThrownBy(() -> new Member(options)).isInstanceOf(EngineException.class);
            serves(options.with("password-env", variable));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    @DisplayName("with the version of RESP that is asked for")
    void speaksResp(int protocol) {
        RedisServer redis = RedisTests.shared();
        assumeThat(redis.version()).as("a version that lists protocols").isGreaterThan("7");
        EngineOptions options = RedisTests.options(redis).with("protocol", String.valueOf(protocol));
        try (Member member = new Member(options);
                Jedis client = redis.connect()) {
            assertThat(member.exists(member.client())).isTrue();
            String versions = client.clientList()
                    .lines()
                    .filter(line -> line.contains(" name=faye-"))
                    .map(line -> line.replaceFirst(".* (resp=\\d).*", "$1"))
                    .distinct()
                    .collect(Collectors.joining(" "));
            assertThat(versions).contains("resp=" + protocol);
        }
    }

    static void assertNothingRefused(RedisServer redis) {
        try (Jedis client = redis.connect()) {
            assertThat(client.aclLog()).as("what Redis has refused").isEmpty();
        }
    }
}
