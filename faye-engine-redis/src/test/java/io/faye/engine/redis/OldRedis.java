package io.faye.engine.redis;

import io.faye.engine.EngineOptions;
import io.faye.tck.Backend;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** A single server of the oldest version that is supported. */
public final class OldRedis implements Backend, AutoCloseable {

    private final RedisServer redis;

    private OldRedis(RedisServer redis) {
        this.redis = redis;
    }

    /** {@return a server that has been started} */
    public static OldRedis begin() {
        try {
            return new OldRedis(RedisServer.start(RedisHosts.oldest(), List.of("--appendonly", "yes")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return which version runs} */
    public String version() {
        return redis.version();
    }

    /** {@return options for an engine, with a namespace of its own} */
    public EngineOptions options() {
        return RedisTests.options(redis);
    }

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

    @Override
    public void close() {
        redis.close();
    }
}
