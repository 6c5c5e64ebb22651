package io.faye.engine.redis;

import java.time.Duration;
import redis.clients.jedis.Connection;
import redis.clients.jedis.JedisClientConfig;

/** Opens connections to the Redis that takes writes. */
final class Connector {

    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(2);

    private final RedisOptions options;
    private final Locator locator;
    private final String name;

    Connector(RedisOptions options, Locator locator, String name) {
        this.options = options;
        this.locator = locator;
        this.name = name;
    }

    /**
     * {@return a connection of the caller's own}
     *
     * @param patience how long to wait for an answer
     */
    Connection open(Duration patience) {
        return new Connection(locator.locate(), config(patience));
    }

    private JedisClientConfig config(Duration patience) {
        Duration connect = patience.compareTo(LONGEST_CONNECT) < 0 ? patience : LONGEST_CONNECT;
        return Locators.config(options, options.user(), options.password(), patience)
                .connectionTimeoutMillis((int) connect.toMillis())
                .blockingSocketTimeoutMillis((int) patience.toMillis())
                .database(options.database())
                .clientName(name)
                .build();
    }
}
