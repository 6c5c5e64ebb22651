package io.faye.engine.redis;

import io.faye.engine.EngineOptions;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** The server that most tests of a JVM share, each in a namespace of its own. */
final class RedisTests {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long LOOK_NANOS = 20_000_000;

    private static RedisServer shared;

    private RedisTests() {}

    /** {@return a server that ends with the JVM} */
    static synchronized RedisServer shared() {
        if (shared == null) {
            shared = RedisServer.start();
        }
        return shared;
    }

    /** Waits until something holds; for servers, which tell nobody when they are ready. */
    static void await(String what, BooleanSupplier holds) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("Within " + PATIENCE + " it was not so that " + what);
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    static EngineOptions options(RedisServer redis) {
        return EngineOptions.of("url", redis.url())
                .with("namespace", UUID.randomUUID().toString());
    }
}
