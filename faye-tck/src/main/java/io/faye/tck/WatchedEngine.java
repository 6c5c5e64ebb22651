package io.faye.tck;

import io.faye.engine.Attachment;
import io.faye.engine.AttachmentListener;
import io.faye.engine.Change;
import io.faye.engine.Engine;
import io.faye.engine.SessionPage;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.protocol.Message;
import io.faye.tck.Heard.Kind;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** Lets the host of one process notice the calls that the engine makes to listeners of attachments. */
record WatchedEngine(Engine engine, Host host) implements Engine {

    @Override
    public CompletionStage<Void> createClient(ClientId client, Map<String, String> attributes) {
        return engine.createClient(client, attributes);
    }

    @Override
    public CompletionStage<Optional<Attachment>> attach(ClientId client, AttachmentListener listener) {
        return engine.attach(client, new WatchedListener(listener, host));
    }

    @Override
    public CompletionStage<Boolean> ping(ClientId client) {
        return engine.ping(client);
    }

    @Override
    public CompletionStage<Optional<Map<String, String>>> attributes(ClientId client) {
        return engine.attributes(client);
    }

    @Override
    public CompletionStage<Change> setAttribute(ClientId client, String name, String value) {
        return engine.setAttribute(client, name, value);
    }

    @Override
    public CompletionStage<Change> setAttributeIfAbsent(ClientId client, String name, String value) {
        return engine.setAttributeIfAbsent(client, name, value);
    }

    @Override
    public CompletionStage<Change> removeAttribute(ClientId client, String name) {
        return engine.removeAttribute(client, name);
    }

    @Override
    public CompletionStage<Change> subscribe(ClientId client, ChannelPattern pattern) {
        return engine.subscribe(client, pattern);
    }

    @Override
    public CompletionStage<Change> unsubscribe(ClientId client, ChannelPattern pattern) {
        return engine.unsubscribe(client, pattern);
    }

    @Override
    public CompletionStage<Optional<Set<ChannelPattern>>> subscriptions(ClientId client) {
        return engine.subscriptions(client);
    }

    @Override
    public CompletionStage<Boolean> publish(Message message) {
        return engine.publish(message);
    }

    @Override
    public CompletionStage<Optional<Set<ChannelPattern>>> destroyClient(ClientId client) {
        return engine.destroyClient(client);
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

    /** Not a record: each attachment's listener is itself and no other. */
    private static final class WatchedListener implements AttachmentListener {

        private final AttachmentListener listener;
        private final Host host;

        WatchedListener(AttachmentListener listener, Host host) {
            this.listener = listener;
            this.host = host;
        }

        @Override
        public void messagesAvailable() {
            host.called(Kind.AVAILABLE);
            listener.messagesAvailable();
        }

        @Override
        public String moved() {
            host.called(Kind.MOVED);
            return listener.moved();
        }

        @Override
        public void ended() {
            host.called(Kind.ENDED);
            listener.ended();
        }
    }
}
