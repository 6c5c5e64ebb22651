package io.faye.engine.redis;

import io.faye.engine.EngineOptions;
import io.faye.engine.EngineProvider;
import io.faye.tck.Backend;
import io.faye.tck.DistributedEngineTck;
import io.faye.tck.EngineTck;
import io.faye.tck.FaultyBackendTck;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

@Tag("long")
@DisplayName("The Redis engine on a master that a sentinel knows")
class RedisSentinelKitsTest {

    private static RedisTrio redis;

    @BeforeAll
    static void start() {
        redis = RedisTrio.begin();
    }

    @AfterAll
    static void close() {
        redis.close();
    }

    @Nested
    @DisplayName("in one process")
    class One extends EngineTck {

        @Override
        protected EngineProvider provider() {
            return new RedisEngineProvider();
        }

        @Override
        protected EngineOptions options() {
            return redis.options();
        }
    }

    @Nested
    @DisplayName("in several processes")
    class Several extends DistributedEngineTck {

        @Override
        protected EngineProvider provider() {
            return new RedisEngineProvider();
        }

        @Override
        protected EngineOptions options() {
            return redis.options();
        }
    }

    @Nested
    @DisplayName("that goes away")
    class Faulty extends FaultyBackendTck {

        @Override
        protected EngineProvider provider() {
            return new RedisEngineProvider();
        }

        @Override
        protected EngineOptions options() {
            return redis.options();
        }

        @Override
        protected Backend backend() {
            return redis;
        }
    }
}
