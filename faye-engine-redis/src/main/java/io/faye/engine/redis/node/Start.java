package io.faye.engine.redis.node;

import io.faye.engine.EngineException;
import io.faye.engine.redis.client.Call;
import io.faye.engine.redis.client.Keys;
import io.faye.engine.redis.client.Redis;
import io.faye.engine.redis.client.RedisConnection;
import io.faye.engine.redis.client.Replies;
import io.faye.engine.redis.client.Script;
import io.faye.engine.redis.log.LogState;
import java.util.HashMap;
import java.util.Map;

/** Looks whether Redis is there and fit for the engine, and where the log ends. */
final class Start {

    private static final String POLICY = "noeviction";

    private Start() {}

    /** {@return the log as it is now} */
    static LogState look(Redis redis, Keys keys) {
        try (RedisConnection connection = redis.connect()) {
            requireFitness(info(connection));
            connection.execute(Script.INSPECT.load());
            return LogState.of(connection.execute(LogState.inspect(keys)));
        }
    }

    private static Map<String, String> info(RedisConnection connection) {
        String text = Replies.text(connection.execute(Call.of("INFO")));
        Map<String, String> info = new HashMap<>();
        text.lines().filter(line -> line.contains(":")).forEach(line -> {
            int colon = line.indexOf(':');
            info.put(line.substring(0, colon), line.substring(colon + 1));
        });
        return info;
    }

    private static void requireFitness(Map<String, String> info) {
        String version = info.getOrDefault("redis_version", "0");
        if (!version.matches("(6\\.([2-9]|\\d\\d+)|[7-9]|\\d\\d+)(\\..*)?")) {
            throw new EngineException("Expected Redis 6.2 or newer, but found " + version);
        }
        String role = info.getOrDefault("role", "master");
        if (!role.equals("master")) {
            throw new EngineException("Expected a Redis that takes writes, but found a " + role);
        }
        String policy = info.getOrDefault("maxmemory_policy", POLICY);
        if (!policy.equals(POLICY)) {
            throw new EngineException("Expected a Redis that evicts nothing (maxmemory-policy " + POLICY
                    + "), but found " + policy + ": it would lose sessions and messages silently");
        }
    }
}
