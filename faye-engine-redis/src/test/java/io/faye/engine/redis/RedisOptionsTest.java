package io.faye.engine.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faye.engine.EngineException;
import io.faye.engine.EngineOptions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import redis.clients.jedis.HostAndPort;

@DisplayName("The options of the Redis engine")
class RedisOptionsTest {

    @Test
    @DisplayName("stand for a Redis on this machine if there are none")
    void haveDefaults() {
        RedisOptions options = RedisOptions.of(EngineOptions.none());
        assertThat(options.address()).isEqualTo(new HostAndPort("localhost", 6379));
        assertThat(options.namespace()).isEqualTo("faye");
        assertThat(options.tls()).isFalse();
        assertThat(options.database()).isZero();
    }

    @Test
    @DisplayName("are all in the URL")
    void readTheUrl() {
        RedisOptions options = RedisOptions.of(EngineOptions.of("url", "rediss://news:secret@redis.example:6400/3"));
        assertThat(options.address()).isEqualTo(new HostAndPort("redis.example", 6400));
        assertThat(options.tls()).isTrue();
        assertThat(options.user()).isEqualTo("news");
        assertThat(options.password()).isEqualTo("secret");
        assertThat(options.database()).isEqualTo(3);
    }

    @Test
    @DisplayName("by name win over the URL")
    void preferNames() {
        RedisOptions options = RedisOptions.of(EngineOptions.of("url", "redis://one.example")
                .with("host", "two.example")
                .with("port", "7000")
                .with("password", "secret")
                .with("retention", "600"));
        assertThat(options.address()).isEqualTo(new HostAndPort("two.example", 7000));
        assertThat(options.password()).isEqualTo("secret");
        assertThat(options.retention()).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    @DisplayName("name sentinels and nodes of a cluster, with or without ports")
    void readLists() {
        assertThat(RedisOptions.of(
                                EngineOptions.of("sentinel-master", "main").with("sentinels", "a.example, b.example:1"))
                        .sentinels())
                .isEqualTo(List.of(new HostAndPort("a.example", 26379), new HostAndPort("b.example", 1)));
        assertThat(RedisOptions.of(EngineOptions.of("cluster", "a.example")).cluster())
                .isEqualTo(List.of(new HostAndPort("a.example", 6379)));
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
}
