package io.faye.engine.redis;

import io.faye.engine.EngineContext;
import io.faye.engine.EngineException;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.BuilderFactory;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisException;

/** Begins: looks whether Redis is there and fit for it, and where the log ends. */
final class Start {

    private static final Logger LOG = LoggerFactory.getLogger(Start.class);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String POLICY = "noeviction";

    private Start() {}

    static Node node(EngineContext context, RedisOptions options) {
        String name = Long.toString(RANDOM.nextLong(1L << 60), 36);
        Locator locator = Locators.of(options);
        Connector connector = new Connector(options, locator, "faye-" + name);
        Keys keys = new Keys(options.namespace());
        Watermark.State state = look(connector, keys, context);
        LOG.info("Node {} of the service '{}' begins behind {}", name, options.namespace(), state.newest());
        return new Node(context, options, name, connector, state);
    }

    private static Watermark.State look(Connector connector, Keys keys, EngineContext context) {
        try (Connection connection = connector.open(context.operationTimeout())) {
            requireFitness(info(connection));
            connection.executeCommand(Script.INSPECT.load());
            Watermark.State state = Watermark.inspect(connection, keys);
            connection.forceDisconnect();
            return state;
        } catch (JedisException | IOException e) {
            throw new EngineException("Redis does not answer: " + e.getMessage(), e);
        }
    }

    private static Map<String, String> info(Connection connection) {
        String text = Replies.text(connection.executeCommand(
                new CommandObject<>(new CommandArguments(Command.INFO), BuilderFactory.RAW_OBJECT)));
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
