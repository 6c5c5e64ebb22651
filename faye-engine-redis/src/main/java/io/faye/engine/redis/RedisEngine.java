package io.faye.engine.redis;

import io.faye.engine.Batch;
import io.faye.engine.Engine;
import io.faye.engine.Page;
import io.faye.engine.support.Inbox;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.protocol.Message;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The operations: what changes something is a script in Redis, what reads a queue needs no Redis. */
final class RedisEngine implements Engine {

    private final Node node;
    private final Sessions sessions;
    private final Attachments attachments;
    private final Publisher publisher;

    RedisEngine(Node node) {
        this.node = node;
        this.sessions = new Sessions(node);
        this.attachments = new Attachments(node);
        this.publisher = new Publisher(node);
    }

    @Override
    public CompletionStage<ClientId> createClient(Map<String, String> attributes) {
        return sessions.begin(attributes);
    }

    @Override
    public CompletionStage<Optional<Map<String, String>>> attributes(ClientId client) {
        return sessions.attributes(client);
    }

    @Override
    public CompletionStage<Boolean> clientExists(ClientId client) {
        return sessions.exists(client);
    }

    @Override
    public CompletionStage<Boolean> ping(ClientId client) {
        return sessions.ping(client);
    }

    @Override
    public CompletionStage<Optional<Map<String, String>>> attach(ClientId client) {
        return attachments.attach(client);
    }

    @Override
    public CompletionStage<Void> release(ClientId client) {
        return attachments.release(client);
    }

    @Override
    public CompletionStage<Boolean> destroyClient(ClientId client) {
        return sessions.destroy(client);
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
    public CompletionStage<Void> publish(Message message) {
        return publisher.publish(message);
    }

    @Override
    public CompletionStage<Batch> read(ClientId client, long after, int maxMessages, int maxBytes) {
        if (node.isClosed()) {
            return CompletableFuture.failedFuture(Node.closed());
        }
        Session session = node.replica().session(client);
        if (session == null || !node.isAwake()) {
            return CompletableFuture.completedFuture(Session.nothing(after));
        }
        Inbox.Reading reading = session.read(after, maxMessages, maxBytes);
        if (reading.waking()) {
            node.reporter().wake(List.of(client));
        }
        return CompletableFuture.completedFuture(reading.batch());
    }

    @Override
    public CompletionStage<Void> acknowledge(ClientId client, long upTo) {
        return attachments.acknowledge(client, upTo);
    }

    @Override
    public CompletionStage<Change> setAttribute(ClientId client, String name, @Nullable String value) {
        return sessions.setAttribute(client, name, value);
    }

    @Override
    public CompletionStage<Page> clients(@Nullable String cursor, int limit) {
        return sessions.page(cursor, limit);
    }

    @Override
    public void close() {
        node.close();
    }
}
