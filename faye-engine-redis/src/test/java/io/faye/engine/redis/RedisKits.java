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
import org.junit.jupiter.api.TestInstance;

/** All kits on one set-up of Redis. */
@Tag("long")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RedisKits {

    private RedisSetup redis;

    /** {@return a set-up that has been started} */
    abstract RedisSetup begin();

    EngineOptions options() {
        return redis.options();
    }

    @BeforeAll
    void start() {
        redis = begin();
    }

    /** If no set-up could be started, there is nothing to close. */
    @AfterAll
    void close() {
        if (redis != null) {
            redis.close();
        }
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
            return RedisKits.this.options();
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
            return RedisKits.this.options();
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
            return RedisKits.this.options();
        }

        @Override
        protected Backend backend() {
            return redis;
        }
    }
}
