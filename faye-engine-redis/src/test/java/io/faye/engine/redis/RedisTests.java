package io.faye.engine.redis;

import io.faye.engine.EngineOptions;
import java.util.UUID;

/** The server that most tests of a JVM share, each in a namespace of its own. */
final class RedisTests {

    private static RedisServer shared;

    private RedisTests() {}

    /** {@return a server that ends with the JVM} */
    static synchronized RedisServer shared() {
        if (shared == null) {
            shared = RedisServer.start();
        }
        return shared;
    }

    static EngineOptions options(RedisServer redis) {
        return EngineOptions.of("url", redis.url())
                .with("namespace", UUID.randomUUID().toString());
    }
}
