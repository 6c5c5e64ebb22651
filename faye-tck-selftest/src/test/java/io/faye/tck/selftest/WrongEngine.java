package io.faye.tck.selftest;

import io.faye.engine.Attachment;
import io.faye.engine.AttachmentListener;
import io.faye.engine.Change;
import io.faye.engine.Engine;
import io.faye.engine.EngineContext;
import io.faye.engine.EngineOptions;
import io.faye.engine.SessionPage;
import io.faye.engine.memory.MemoryEngineProvider;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.protocol.Message;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** Leaves everything to the memory engine, which is right; a wrong engine overrides one thing. */
class WrongEngine implements Subject {

    Engine right;
    EngineContext host;

    @Override
    public final void open(EngineContext lent) {
        host = lent;
        right = new MemoryEngineProvider().create(lend(lent), EngineOptions.none());
    }

    /** {@return what the memory engine gets for a context} */
    EngineContext lend(EngineContext lent) {
        return lent;
    }

    /** {@return what the memory engine gets for a listener} */
    AttachmentListener listener(ClientId client, AttachmentListener lent) {
        return lent;
    }

    /** {@return what the host gets for an attachment} */
    Attachment attachment(ClientId client, Attachment attached) {
        return attached;
    }

    @Override
    public CompletionStage<Void> createClient(ClientId client, Map<String, String> attributes) {
        return right.createClient(client, attributes);
    }

    @Override
    public CompletionStage<Optional<Attachment>> attach(ClientId client, AttachmentListener listener) {
        return right.attach(client, listener(client, listener))
                .thenApply(found -> found.map(attached -> attachment(client, attached)));
    }

    @Override
    public CompletionStage<Boolean> ping(ClientId client) {
        return right.ping(client);
    }

    @Override
    public CompletionStage<Optional<Map<String, String>>> attributes(ClientId client) {
        return right.attributes(client);
    }

    @Override
    public CompletionStage<Optional<Set<ChannelPattern>>> subscriptions(ClientId client) {
        return right.subscriptions(client);
    }

    @Override
    public CompletionStage<Change> setAttribute(ClientId client, String name, String value) {
        return right.setAttribute(client, name, value);
    }

    @Override
    public CompletionStage<Change> setAttributeIfAbsent(ClientId client, String name, String value) {
        return right.setAttributeIfAbsent(client, name, value);
    }

    @Override
    public CompletionStage<Change> removeAttribute(ClientId client, String name) {
        return right.removeAttribute(client, name);
    }

    @Override
    public CompletionStage<Change> subscribe(ClientId client, ChannelPattern pattern) {
        return right.subscribe(client, pattern);
    }

    @Override
    public CompletionStage<Change> unsubscribe(ClientId client, ChannelPattern pattern) {
        return right.unsubscribe(client, pattern);
    }

    @Override
    public CompletionStage<Boolean> publish(Message message) {
        return right.publish(message);
    }

    @Override
    public CompletionStage<Optional<Set<ChannelPattern>>> destroyClient(ClientId client) {
        return right.destroyClient(client);
    }

    @Override
    public CompletionStage<SessionPage> clients(SessionPage.Cursor cursor, int limit) {
        return right.clients(cursor, limit);
    }

    @Override
    public CompletionStage<Void> health() {
        return right.health();
    }

    @Override
    public void close() {
        right.close();
    }
}
