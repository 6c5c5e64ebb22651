package io.faye.engine.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faye.engine.EngineException;
import io.faye.engine.EngineOptions;
import io.faye.engine.EngineProvider;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The Redis engine begins")
class StartTest {

    @Test
    @DisplayName("by its name")
    void isFoundByName() {
        assertThat(EngineProvider.named("redis")).isInstanceOf(RedisEngineProvider.class);
    }

    @Test
    @DisplayName("not on a Redis that may evict sessions and messages")
    void refusesEviction() {
        try (RedisServer redis = RedisServer.start(List.of("--maxmemory-policy", "allkeys-lru"))) {
            EngineOptions options = RedisTests.options(redis);
            assertThatThrownBy(() -> new Member(options))
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining("noeviction")
                    .hasMessageContaining("allkeys-lru");
        }
    }

    @Test
    @DisplayName("not without a Redis")
    void needsRedis() {
        RedisServer redis = RedisServer.start();
        redis.close();
        EngineOptions options = RedisTests.options(redis);
        assertThatThrownBy(() -> new Member(options))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("Redis at 127.0.0.1:" + redis.port() + " does not answer")
                .hasMessageContaining("Connection refused");
    }

    @Test
    @DisplayName("not if the host is unknown, and tells the name and the cause")
    void tellsTheCause() {
        EngineOptions options = EngineOptions.of("url", "redis://news:s3cret@no_such_host.invalid:6400");
        assertThatThrownBy(() -> new Member(options))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("no_such_host.invalid:6400")
                .hasMessageContaining("UnknownHost")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    @DisplayName("only with the right password")
    void needsThePassword() {
        try (RedisServer redis = RedisServer.start(List.of("--user", "news", "on", ">secret", "~*", "&*", "+@all"))) {
            EngineOptions options = RedisTests.options(redis).with("user", "news");
            assertThatThrownBy(() -> new Member(options.with("password", "wrong")))
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining("WRONGPASS")
                    .hasMessageContaining("'news'");
            try (Member process = new Member(options.with("password", "secret"))) {
                assertThat(process.client()).isNotNull();
            }
        }
    }

    @Test
    @DisplayName("in a namespace and a database of its own")
    void keepsServicesApart() {
        EngineOptions one = RedisTests.options(RedisTests.shared());
        try (Member here = new Member(one);
                Member elsewhere = new Member(one.with("namespace", "other"));
                Member deeper = new Member(one.with("database", "1"))) {
            var client = here.client();
            assertThat(here.exists(client)).isTrue();
            assertThat(elsewhere.exists(client)).isFalse();
            assertThat(deeper.exists(client)).isFalse();
        }
    }
}
