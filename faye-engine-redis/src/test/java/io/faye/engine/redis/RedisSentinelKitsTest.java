package io.faye.engine.redis;

import org.junit.jupiter.api.DisplayName;

@DisplayName("The Redis engine on a master that a sentinel knows")
class RedisSentinelKitsTest extends RedisKits {

    @Override
    RedisSetup begin() {
        return RedisTrio.begin();
    }
}
