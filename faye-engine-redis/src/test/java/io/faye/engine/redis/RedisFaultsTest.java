package io.faye.engine.redis;

import io.faye.engine.EngineOptions;
import io.faye.engine.EngineProvider;
import io.faye.tck.Backend;
import io.faye.tck.FaultyBackendTck;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The Redis engine, on a Redis that goes away,")
class RedisFaultsTest extends FaultyBackendTck {

    private static RedisServer redis;

    @BeforeAll
    static void start() {
        redis = RedisServer.start();
    }

    @AfterAll
    static void close() {
        redis.close();
    }

    @Override
    protected EngineProvider provider() {
        return new RedisEngineProvider();
    }

    @Override
    protected EngineOptions options() {
        return RedisTests.options(redis);
    }

    @Override
    protected Backend backend() {
        return new Backend() {
            @Override
            public void stop() {
                redis.stop();
            }

            @Override
            public void start() {
                redis.restart();
            }

            @Override
            public void pause() {
                redis.pause();
            }

            @Override
            public void resume() {
                redis.resume();
            }
        };
    }
}
