package io.faye.engine.redis;

import io.faye.engine.Engine;
import io.faye.engine.EngineCapabilities;
import io.faye.engine.EngineContext;
import io.faye.engine.EngineOptions;
import io.faye.engine.EngineProvider;
import java.time.Duration;

/** Makes the engine named {@code "redis"}: any number of processes with the same Redis and namespace are one service. */
public final class RedisEngineProvider implements EngineProvider {

    private static final EngineCapabilities CAPABILITIES = EngineCapabilities.builder()
            .shared()
            .ownClock()
            .durable()
            .maxNotificationDelay(Duration.ofSeconds(1))
            .build();

    /** Makes a provider. */
    public RedisEngineProvider() {}

    @Override
    public String name() {
        return "redis";
    }

    @Override
    public EngineCapabilities capabilities() {
        return CAPABILITIES;
    }

    @Override
    public Engine create(EngineContext context, EngineOptions options) {
        return RedisEngine.start(context, RedisOptions.of(options));
    }
}
