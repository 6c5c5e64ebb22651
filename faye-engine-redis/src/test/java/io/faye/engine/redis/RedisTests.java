package io.faye.engine.redis;

import io.faye.engine.EngineOptions;
import io.faye.engine.redis.client.Call;
import io.faye.engine.redis.client.Command;
import io.faye.engine.redis.client.Keys;
import io.faye.engine.redis.client.Redis;
import io.faye.engine.redis.client.RedisClient;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** The server that most tests of a JVM share, each in a namespace of its own. */
public final class RedisTests {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long LOOK_NANOS = 20_000_000;

    private static RedisServer shared;

    private RedisTests() {}

    /** {@return a server that ends with the JVM} */
    public static synchronized RedisServer shared() {
        if (shared == null) {
            shared = RedisServer.start();
        }
        return shared;
    }

    /** Waits until something holds; for servers, which tell nobody when they are ready. */
    public static void await(String what, BooleanSupplier holds) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("Within " + PATIENCE + " it was not so that " + what);
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    public static EngineOptions options(RedisServer redis) {
        return EngineOptions.of("url", redis.url())
                .with("namespace", UUID.randomUUID().toString());
    }

    /** {@return the keys of a service} */
    public static Keys keys(EngineOptions options) {
        return new Keys(RedisOptions.of(options).namespace());
    }

    /** {@return the reply to a call} */
    public static Object ask(Redis redis, Call call) {
        CompletableFuture<Object> reply = new CompletableFuture<>();
        redis.send(Command.of(call, reply::complete, reply::completeExceptionally));
        return Member.get(reply);
    }

    /** {@return a client without an engine} */
    public static Redis client(EngineOptions options, Duration patience) {
        RedisOptions chosen = RedisOptions.of(options);
        return new RedisClient(chosen.connection(), keys(options), "test", patience);
    }
}
