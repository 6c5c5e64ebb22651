package io.faye.engine.redis;

import org.junit.jupiter.api.DisplayName;

@DisplayName("The Redis engine on Redis 6.2")
class OldRedisKitsTest extends RedisKits {

    @Override
    RedisSetup begin() {
        return OneRedis.begin(RedisHosts.oldest(), Protection.NONE);
    }
}
