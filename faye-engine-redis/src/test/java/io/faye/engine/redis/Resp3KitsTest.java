package io.faye.engine.redis;

import io.faye.engine.EngineOptions;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The Redis engine with RESP3")
class Resp3KitsTest extends RedisKits {

    @Override
    RedisSetup begin() {
        return OneRedis.begin(RedisHosts.installed(), Protection.NONE);
    }

    @Override
    EngineOptions options() {
        return super.options().with("protocol", "3");
    }
}
