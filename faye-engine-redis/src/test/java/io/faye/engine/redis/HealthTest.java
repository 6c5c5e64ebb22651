package io.faye.engine.redis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol;

@DisplayName("The Redis engine is healthy")
class HealthTest {

    private final RedisServer redis = RedisServer.start();
    private final Member process = new Member(RedisTests.options(redis));

    @AfterEach
    void close() {
        process.close();
        redis.close();
    }

    private boolean isHealthy() {
        return process.engine
                .health()
                .toCompletableFuture()
                .handle((nothing, fault) -> fault == null)
                .join();
    }

    @Test
    @DisplayName("while Redis takes writes, and not while Redis only answers reads")
    void dependsOnWrites() {
        assertThat(isHealthy()).isTrue();
        try (Jedis client = redis.connect()) {
            client.sendCommand(Protocol.Command.CLIENT, "PAUSE", "60000", "WRITE");
            assertThat(isHealthy()).isFalse();
            client.sendCommand(Protocol.Command.CLIENT, "UNPAUSE");
        }
        Member.until("it is healthy again", this::isHealthy);
    }
}
