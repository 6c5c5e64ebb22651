package io.faye.engine.redis;

import io.faye.engine.EngineOptions;
import io.faye.engine.EngineProvider;
import io.faye.tck.EngineTck;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The Redis engine")
class RedisEngineTest extends EngineTck {

    @Override
    protected EngineProvider provider() {
        return new RedisEngineProvider();
    }

    @Override
    protected EngineOptions options() {
        return RedisTests.options(RedisTests.shared());
    }
}
