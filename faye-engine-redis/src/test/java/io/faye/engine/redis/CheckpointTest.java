package io.faye.engine.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.engine.EngineOptions;
import io.faye.engine.redis.client.Call;
import io.faye.engine.redis.client.Keys;
import io.faye.engine.redis.client.Redis;
import io.faye.engine.redis.client.Script;
import io.faye.protocol.ClientId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

@DisplayName("The position of a session in Redis")
class CheckpointTest {

    private final EngineOptions options = RedisTests.options(RedisTests.shared());
    private final Keys keys = RedisTests.keys(options);
    private final Redis redis = RedisTests.client(options, Duration.ofSeconds(20));
    private final Member owner = new Member(options);
    private final ClientId alice = owner.client();

    @AfterEach
    void close() {
        owner.close();
        redis.close();
    }

    private String field(String name) {
        try (Jedis connection = RedisTests.shared().connect()) {
            return connection.hget(keys.of(alice).get(3), name);
        }
    }

    private Object write(String process, String fence, int count) {
        Call call = Script.CHECKPOINT.call(keys.of(List.of(alice)), process, 0, fence, count, "5-0");
        return RedisTests.ask(redis, call);
    }

    @Test
    @DisplayName("does not go back when an older one comes later")
    void doesNotGoBack() {
        write(field("owner"), field("fence"), 500);
        write(field("owner"), field("fence"), 400);
        assertThat(field("count")).isEqualTo("500");
    }

    @Test
    @DisplayName("is not written by a process that does not own the session, which is told so")
    void isTheOwners() {
        assertThat(write("another", field("fence"), 500)).isEqualTo(List.of(0L));
        assertThat(write(field("owner"), "0", 500)).isEqualTo(List.of(0L));
        assertThat(field("count")).isEqualTo("0");
        assertThat(write(field("owner"), field("fence"), 500)).isEqualTo(List.of(1L));
    }
}
