package io.faye.engine.redis;

import io.faye.engine.Engine;
import io.faye.engine.redis.client.Keys;
import io.faye.engine.redis.node.Node;

/** Makes engines of parts that a test has chosen. */
public final class Engines {

    private Engines() {}

    public static Engine of(Node node, Keys keys) {
        return new RedisEngine(node, keys);
    }
}
