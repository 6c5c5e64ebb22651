package io.faye.tck.history;

import io.faye.engine.Attachment;
import io.faye.engine.AttachmentListener;
import io.faye.engine.Change;
import io.faye.engine.Engine;
import io.faye.engine.MonitoredEngine;
import io.faye.engine.SessionPage;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import io.faye.tck.history.Call.Attribute;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** The engine of one process, as its host uses it: what the history check knows of is recorded, the rest passes. */
final class ObservedEngine implements Engine {

    private final RecordedEngine recorded;
    private final MonitoredEngine engine;

    ObservedEngine(RecordedEngine recorded) {
        this.recorded = recorded;
        this.engine = recorded.engine();
    }

    @Override
    public CompletionStage<Void> createClient(ClientId client, Map<String, String> attributes) {
        return recorded.createClient(client, attributes);
    }

    @Override
    public CompletionStage<Optional<Attachment>> attach(ClientId client, AttachmentListener listener) {
        ObservedAttachment observed =
                new ObservedAttachment(recorded, client, recorded.recording().nextNumber(), listener);
        return recorded.ask(
                        Operation.ATTACH,
                        client,
                        observed.number(),
                        () -> engine.attach(client, observed),
                        found -> found.map(Attachment::attributes))
                .thenApply(found -> found.map(observed::opened));
    }

    @Override
    public CompletionStage<Boolean> ping(ClientId client) {
        return recorded.ping(client);
    }

    @Override
    public CompletionStage<Optional<Map<String, String>>> attributes(ClientId client) {
        return recorded.attributes(client);
    }

    @Override
    public CompletionStage<Change> setAttribute(ClientId client, String name, String value) {
        return recorded.setAttribute(client, new Attribute(name, value));
    }

    @Override
    public CompletionStage<Change> setAttributeIfAbsent(ClientId client, String name, String value) {
        return engine.setAttributeIfAbsent(client, name, value);
    }

    @Override
    public CompletionStage<Change> removeAttribute(ClientId client, String name) {
        return recorded.setAttribute(client, new Attribute(name, null));
    }

    @Override
    public CompletionStage<Change> subscribe(ClientId client, ChannelPattern pattern) {
        return recorded.subscribe(client, pattern);
    }

    @Override
    public CompletionStage<Change> unsubscribe(ClientId client, ChannelPattern pattern) {
        return recorded.unsubscribe(client, pattern);
    }

    @Override
    public CompletionStage<Optional<Set<ChannelPattern>>> subscriptions(ClientId client) {
        return recorded.subscriptions(client);
    }

    @Override
    public CompletionStage<Boolean> publish(Message message) {
        Sent sent = new Sent(
                Sent.number(message.data().orElse(Json.NULL)).orElse(-1),
                message.channel().orElseThrow(),
                message.clientId().orElse(null));
        return recorded.publish(sent);
    }

    /** The record knows whether there was a session, not what it was subscribed to. */
    @Override
    public CompletionStage<Optional<Set<ChannelPattern>>> destroyClient(ClientId client) {
        return recorded.destroyClient(client).thenApply(existed -> existed ? Optional.of(Set.of()) : Optional.empty());
    }

    @Override
    public CompletionStage<SessionPage> clients(SessionPage.Cursor cursor, int limit) {
        return engine.clients(cursor, limit);
    }

    @Override
    public CompletionStage<Void> health() {
        return engine.health();
    }

    @Override
    public void close() {
        engine.close();
    }
}
