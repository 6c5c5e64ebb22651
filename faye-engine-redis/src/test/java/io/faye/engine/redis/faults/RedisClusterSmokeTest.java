package io.faye.engine.redis.faults;

import io.faye.engine.EngineOptions;
import io.faye.engine.redis.RedisShards;
import io.faye.tck.Backend;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;

@DisplayName("A Redis Cluster of three shards")
class RedisClusterSmokeTest extends Smoke {

    private static RedisShards redis;

    @BeforeAll
    static void start() {
        redis = RedisShards.begin();
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
}
