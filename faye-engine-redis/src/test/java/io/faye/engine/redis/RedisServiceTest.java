package io.faye.engine.redis;

import io.faye.engine.EngineOptions;
import io.faye.engine.EngineProvider;
import io.faye.tck.DistributedEngineTck;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Several processes on one Redis")
class RedisServiceTest extends DistributedEngineTck {

    @Override
    protected EngineProvider provider() {
        return new RedisEngineProvider();
    }

    @Override
    protected EngineOptions options() {
        return RedisTests.options(RedisTests.shared());
    }
}
