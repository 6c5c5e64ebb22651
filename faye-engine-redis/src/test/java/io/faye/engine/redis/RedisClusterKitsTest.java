package io.faye.engine.redis;

import org.junit.jupiter.api.DisplayName;

@DisplayName("The Redis engine on a cluster of three shards")
class RedisClusterKitsTest extends RedisKits {

    @Override
    RedisSetup begin() {
        return RedisShards.begin();
    }
}
