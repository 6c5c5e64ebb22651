package io.faye.engine.redis;

import io.faye.engine.EngineOptions;
import java.util.List;

/** A single server that keeps what it has stored. */
public final class OneRedis implements RedisSetup {

    private final RedisServer redis;
    private final Protection protection;

    private OneRedis(RedisServer redis, Protection protection) {
        this.redis = redis;
        this.protection = protection;
    }

    /** {@return a server that has been started} */
    public static OneRedis begin(RedisProgram program, Protection protection) {
        return new OneRedis(RedisServer.start(program.host(), List.of("--appendonly", "yes"), protection), protection);
    }

    /** {@return which version runs} */
    public String version() {
        return redis.version();
    }

    @Override
    public EngineOptions options() {
        return protection.open(EngineOptions.of("host", "127.0.0.1").with("port", String.valueOf(redis.openPort())));
    }

    @Override
    public List<RedisServer> servers() {
        return List.of(redis);
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
