package io.faye.engine.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faye.engine.EngineException;
import io.faye.engine.EngineOptions;
import io.faye.engine.redis.client.RedisAddress;
import io.faye.engine.redis.client.RedisUrl;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The options of the Redis engine")
class RedisOptionsTest {

    @Test
    @DisplayName("stand for a Redis on this machine if there are none")
    void haveDefaults() {
        RedisOptions options = RedisOptions.of(EngineOptions.none());
        assertThat(options.connection().address()).isEqualTo(new RedisAddress("localhost", 6379));
        assertThat(options.namespace()).isEqualTo("faye");
        assertThat(options.connection().tls()).isFalse();
        assertThat(options.connection().database()).isZero();
    }

    @Test
    @DisplayName("are all in the URL")
    void readTheUrl() {
        RedisOptions options = RedisOptions.of(EngineOptions.of("url", "rediss://news:secret@redis.example:6400/3"));
        assertThat(options.connection().address()).isEqualTo(new RedisAddress("redis.example", 6400));
        assertThat(options.connection().tls()).isTrue();
        assertThat(options.connection().login().user()).isEqualTo("news");
        assertThat(options.connection().login().password()).isEqualTo("secret");
        assertThat(options.connection().database()).isEqualTo(3);
    }

    @Test
    @DisplayName("by name win over the URL")
    void preferNames() {
        RedisOptions options = RedisOptions.of(EngineOptions.of("url", "redis://one.example")
                .with("host", "two.example")
                .with("port", "7000")
                .with("password", "secret")
                .with("retention", "600"));
        assertThat(options.connection().address()).isEqualTo(new RedisAddress("two.example", 7000));
        assertThat(options.connection().login().password()).isEqualTo("secret");
        assertThat(options.retention().time()).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    @DisplayName("name sentinels and nodes of a cluster, with or without ports")
    void readLists() {
        assertThat(RedisOptions.of(
                                EngineOptions.of("sentinel-master", "main").with("sentinels", "a.example, b.example:1"))
                        .connection()
                        .sentinels())
                .isEqualTo(List.of(new RedisAddress("a.example", 26379), new RedisAddress("b.example", 1)));
        assertThat(RedisOptions.of(EngineOptions.of("cluster", "a.example"))
                        .connection()
                        .cluster())
                .isEqualTo(List.of(new RedisAddress("a.example", 6379)));
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource({
        "url, http://localhost",
        "url, redis:",
        "port, 0",
        "port, many",
        "database, -1",
        "tls, yes",
        "tls-ca, /no/such/file",
        "namespace, '{a}'",
        "sentinels, a:b:c:d",
        "protocol, 4",
        "wait-replicas, -1",
        "retention, 0",
        "max-log-length, 5",
        "sentinel-master, main",
        "prot, 6379"
    })
    @DisplayName("are refused by name when they are wrong")
    void refuse(String name, String value) {
        assertThatThrownBy(() -> RedisOptions.of(EngineOptions.of(name, value)))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining(name);
    }

    @Test
    @DisplayName("do not go together when they name different Redis")
    void refuseContradictions() {
        EngineOptions cluster = EngineOptions.of("cluster", "a.example");
        assertThatThrownBy(() -> RedisOptions.of(cluster.with("database", "1")))
                .hasMessageContaining("cluster")
                .hasMessageContaining("database");
    }

    @Test
    @DisplayName("find hosts with an underscore, and IPv6 addresses")
    void findHosts() {
        RedisOptions options = RedisOptions.of(EngineOptions.of("url", "redis://my_redis:6400")
                .with("sentinel-master", "main")
                .with("sentinels", "sentinel_1,[::1]:26380"));
        assertThat(options.connection().address()).isEqualTo(new RedisAddress("my_redis", 6400));
        assertThat(options.connection().sentinels())
                .isEqualTo(List.of(new RedisAddress("sentinel_1", 26379), new RedisAddress("::1", 26380)));
        assertThat(RedisOptions.of(EngineOptions.of("host", "other_redis"))
                        .connection()
                        .address())
                .isEqualTo(new RedisAddress("other_redis", 6379));
    }

    @Test
    @DisplayName("take passwords from files and from the environment")
    void readPasswords(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("password"), "from a file\n");
        EngineOptions options =
                EngineOptions.of("password-file", file.toString()).with("sentinel-password-env", "SENTINEL_PASSWORD");
        RedisOptions chosen = RedisOptions.of(options, Map.of("SENTINEL_PASSWORD", "from the environment"));
        assertThat(chosen.connection().login().password()).isEqualTo("from a file");
        assertThat(chosen.connection().sentinelLogin().password()).isEqualTo("from the environment");
        assertThatThrownBy(() -> RedisOptions.of(options.with("password", "given")))
                .hasMessageContaining("password-file");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "redis://:s3cret@",
                "redis://news:s3cret@host:99999999",
                "redis://news:s3cret@host/x",
                "http://news:s3cret@host",
                "redis://news:s3cret@ho st",
                "news:s3cret@host"
            })
    @DisplayName("never show a password, neither in errors nor as text")
    void hidePasswords(String url) {
        assertThatThrownBy(() -> RedisOptions.of(EngineOptions.of("url", url)))
                .isInstanceOf(EngineException.class)
                .satisfies(fault -> assertThat(stackTrace(fault)).doesNotContain("s3cret"));
        RedisOptions good = RedisOptions.of(EngineOptions.of("url", "redis://news:s3cret@host"));
        assertThat(good.toString()).contains("news").doesNotContain("s3cret");
        assertThat(RedisUrl.parse("redis://news:s3cret@host").toString()).doesNotContain("s3cret");
    }

    private static String stackTrace(Throwable fault) {
        StringWriter text = new StringWriter();
        fault.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
