/**
 * An engine that makes one service of many processes, on Redis.
 *
 * @provides io.faye.engine.EngineProvider the engine named {@code "redis"}
 */
module io.faye.engine.redis {
    requires io.faye.engine;
    requires org.slf4j;
    requires redis.clients.jedis;
    requires static org.jspecify;

    provides io.faye.engine.EngineProvider with
            io.faye.engine.redis.RedisEngineProvider;
}
