package io.faye.engine.redis;

import static org.assertj.core.api.Assumptions.assumeThat;

import org.junit.jupiter.api.DisplayName;

@DisplayName("The Redis engine on Valkey, or on another server that is installed")
class OtherRedisKitsTest extends RedisKits {

    @Override
    RedisSetup begin() {
        assumeThat(RedisHosts.others())
                .as("other servers than Redis 6.2 and redis-server on the path")
                .isNotEmpty();
        return OneRedis.begin(RedisHosts.others().get(0), Protection.NONE);
    }
}
