package io.faye.engine.redis;

import io.faye.engine.Attachment;
import io.faye.engine.AttachmentListener;
import io.faye.engine.Change;
import io.faye.engine.Engine;
import io.faye.engine.SessionPage;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.protocol.Message;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

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
    public CompletionStage<Void> createClient(ClientId client, Map<String, String> attributes) {
        return sessions.begin(client, attributes);
    }

    @Override
    public CompletionStage<Optional<Attachment>> attach(ClientId client, AttachmentListener listener) {
        return attachments.attach(client, listener);
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
