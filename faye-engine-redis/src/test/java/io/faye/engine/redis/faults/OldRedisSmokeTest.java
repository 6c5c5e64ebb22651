package io.faye.engine.redis.faults;

import io.faye.engine.EngineOptions;
import io.faye.engine.redis.OneRedis;
import io.faye.engine.redis.Protection;
import io.faye.engine.redis.RedisHosts;
import io.faye.tck.Backend;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Redis 6.2")
class OldRedisSmokeTest extends Smoke {

    private static OneRedis redis;

    @BeforeAll
    static void start() {
        redis = OneRedis.begin(RedisHosts.oldest(), Protection.NONE);
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    @Override
    Backend backend() {
        return redis;
    }

    @Override
    EngineOptions options() {
        return redis.options();
    }

    @Test
    @DisplayName("is what these tests run on")
    void isOld() {
        Assertions.assertTrue(redis.version().startsWith("6.2."), "Expected Redis 6.2, but found " + redis.version());
    }
}
