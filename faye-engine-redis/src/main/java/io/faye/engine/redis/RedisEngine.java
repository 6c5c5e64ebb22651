package io.faye.engine.redis;

import io.faye.engine.Attachment;
import io.faye.engine.AttachmentListener;
import io.faye.engine.Change;
import io.faye.engine.Engine;
import io.faye.engine.EngineContext;
import io.faye.engine.SessionPage;
import io.faye.engine.redis.client.Keys;
import io.faye.engine.redis.client.Redis;
import io.faye.engine.redis.client.RedisClient;
import io.faye.engine.redis.log.Publisher;
import io.faye.engine.redis.node.Node;
import io.faye.engine.redis.session.SessionOperations;
import io.faye.engine.redis.session.SessionRegistry;
import io.faye.engine.redis.session.Takeover;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.protocol.Message;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** The operations: what changes something is a script in Redis, what reads a queue needs no Redis. */
final class RedisEngine implements Engine {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Node node;
    private final SessionOperations sessions;
    private final Takeover takeover;
    private final Publisher publisher;

    RedisEngine(Node node, Keys keys) {
        this.node = node;
        this.sessions = new SessionOperations(node.sessions(), node.log().registry());
        this.takeover = node.log().takeover();
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
    public CompletionStage<Void> createClient(ClientId client, Map<String, String> attributes) {
        return sessions.create(client, attributes);
    }

    @Override
    public CompletionStage<Optional<Attachment>> attach(ClientId client, AttachmentListener listener) {
        return takeover.attach(client, listener);
    }

    @Override
    public CompletionStage<Boolean> ping(ClientId client) {
        return sessions.ping(client);
    }

    @Override
    public CompletionStage<Optional<Map<String, String>>> attributes(ClientId client) {
        return sessions.attributes(client);
    }

    @Override
    public CompletionStage<Change> setAttribute(ClientId client, String name, String value) {
        return sessions.changeAttribute(client, "set", name, value);
    }

    @Override
    public CompletionStage<Change> setAttributeIfAbsent(ClientId client, String name, String value) {
        return sessions.changeAttribute(client, "add", name, value);
    }

    @Override
    public CompletionStage<Change> removeAttribute(ClientId client, String name) {
        return sessions.changeAttribute(client, "remove", name, null);
    }

    @Override
    public CompletionStage<Change> subscribe(ClientId client, ChannelPattern pattern) {
        return sessions.subscribe(client, pattern);
    }

    @Override
    public CompletionStage<Change> unsubscribe(ClientId client, ChannelPattern pattern) {
        return sessions.unsubscribe(client, pattern);
    }

    @Override
    public CompletionStage<Boolean> publish(Message message) {
        return publisher.publish(message);
    }

    @Override
    public CompletionStage<Optional<Set<ChannelPattern>>> destroyClient(ClientId client) {
        return sessions.destroy(client);
    }

    @Override
    public CompletionStage<SessionPage> clients(SessionPage.Cursor cursor, int limit) {
        return sessions.page(cursor, limit);
    }

    @Override
    public CompletionStage<Void> health() {
        return node.health();
    }

    @Override
    public void close() {
        node.close();
    }
}
