package io.faye.engine.redis;

import io.faye.engine.EngineContext;
import io.faye.engine.redis.client.Keys;
import io.faye.engine.redis.client.Redis;
import io.faye.engine.redis.client.RedisClient;
import io.faye.engine.redis.log.Publisher;
import io.faye.engine.redis.node.Node;
import io.faye.engine.redis.session.SessionOperations;
import io.faye.engine.redis.session.SessionRegistry;
import io.faye.protocol.Message;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.DoubleSupplier;

/** The engine of one process: its part of the service, and what any process may ask of any session. */
final class RedisEngine extends SessionOperations {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Node node;
    private final Publisher publisher;

    RedisEngine(Node node, Keys keys) {
        super(node.sessions(), node.log());
        this.node = node;
        SessionRegistry registry = node.log().registry();
        this.publisher =
                new Publisher(node.operations(), keys, node.trimmer(), registry::exists, registry::subscriptions);
    }

    static RedisEngine start(EngineContext context, RedisOptions options) {
        String name = Long.toString(RANDOM.nextLong(1L << 60), 36);
        Keys keys = new Keys(options.namespace());
        Redis redis = new RedisClient(options.connection(), keys, "faye-" + name, context.operationTimeout());
        try {
            return new RedisEngine(new Node(name, redis, keys, options.retention(context.timeout()), context), keys);
        } catch (RuntimeException e) {
            redis.close();
            throw e;
        }
    }

    @Override
    public CompletionStage<Boolean> publish(Message message) {
        return publisher.publish(message);
    }

    @Override
    public CompletionStage<Void> health() {
        return node.health();
    }

    @Override
    public Map<String, DoubleSupplier> figures() {
        return node.figures();
    }

    @Override
    public void close() {
        node.close();
    }
}
