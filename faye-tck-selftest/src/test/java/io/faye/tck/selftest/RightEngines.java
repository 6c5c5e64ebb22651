package io.faye.tck.selftest;

import io.faye.engine.Attachment;
import io.faye.engine.AttachmentListener;
import io.faye.engine.Batch;
import io.faye.engine.Change;
import io.faye.engine.SessionPage;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.protocol.Message;
import io.faye.tck.selftest.court.ForwardingAttachment;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Engines that keep every rule in unusual ways. */
final class RightEngines {

    private RightEngines() {}

    /** Makes every call of the memory engine in its own way. */
    abstract static class Otherwise extends WrongEngine {

        /** Makes a call for one session. */
        abstract <T> CompletionStage<T> call(Object key, Supplier<CompletionStage<T>> call);

        @Override
        public CompletionStage<Void> createClient(ClientId client, Map<String, String> attributes) {
            return call(client, () -> right.createClient(client, attributes));
        }

        @Override
        public CompletionStage<Optional<Attachment>> attach(ClientId client, AttachmentListener listener) {
            return call(client, () -> super.attach(client, listener));
        }

        @Override
        final Attachment attachment(ClientId client, Attachment attached) {
            return new ForwardingAttachment(attached) {
                @Override
                public CompletionStage<Batch> read(long after, int maxMessages, int maxBytes) {
                    return call(client, () -> super.read(after, maxMessages, maxBytes));
                }

                @Override
                public CompletionStage<Void> acknowledge(long upTo) {
                    return call(client, () -> super.acknowledge(upTo));
                }

                @Override
                public CompletionStage<Void> release(String note) {
                    return call(client, () -> super.release(note));
                }
            };
        }

        @Override
        public CompletionStage<Boolean> ping(ClientId client) {
            return call(client, () -> right.ping(client));
        }

        @Override
        public CompletionStage<Optional<Map<String, String>>> attributes(ClientId client) {
            return call(client, () -> right.attributes(client));
        }

        @Override
        public CompletionStage<Optional<Set<ChannelPattern>>> subscriptions(ClientId client) {
            return call(client, () -> right.subscriptions(client));
        }

        @Override
        public CompletionStage<Change> setAttribute(ClientId client, String name, String value) {
            return call(client, () -> right.setAttribute(client, name, value));
        }

        @Override
        public CompletionStage<Change> setAttributeIfAbsent(ClientId client, String name, String value) {
            return call(client, () -> right.setAttributeIfAbsent(client, name, value));
        }

        @Override
        public CompletionStage<Change> removeAttribute(ClientId client, String name) {
            return call(client, () -> right.removeAttribute(client, name));
        }

        @Override
        public CompletionStage<Change> subscribe(ClientId client, ChannelPattern pattern) {
            return call(client, () -> right.subscribe(client, pattern));
        }

        @Override
        public CompletionStage<Change> unsubscribe(ClientId client, ChannelPattern pattern) {
            return call(client, () -> right.unsubscribe(client, pattern));
        }

        @Override
        public CompletionStage<Boolean> publish(Message message) {
            Object publisher = message.clientId()
                    .<Object>map(client -> client)
                    .or(message::channel)
                    .orElse(this);
            return call(publisher, () -> right.publish(message));
        }

        @Override
        public CompletionStage<Optional<Set<ChannelPattern>>> destroyClient(ClientId client) {
            return call(client, () -> right.destroyClient(client));
        }

        @Override
        public CompletionStage<SessionPage> clients(SessionPage.Cursor cursor, int limit) {
            return call(cursor, () -> right.clients(cursor, limit));
        }

        @Override
        public CompletionStage<Void> health() {
            return call(this, right::health);
        }
    }

    /** Begins every call later, on a thread of its own; calls for one session one after the other. */
    static class Slow extends Otherwise {
        private final Elsewhere elsewhere = new Elsewhere(4);

        @Override
        <T> CompletionStage<T> call(Object key, Supplier<CompletionStage<T>> call) {
            return elsewhere.inOrder(key, () -> {
                Moment.pass();
                return call.get();
            });
        }

        @Override
        public void close() {
            super.close();
            elsewhere.close();
        }
    }

    /** Makes every call at once, and completes every stage later, on a thread of its own. */
    static final class Late extends Otherwise {
        private final Elsewhere elsewhere = new Elsewhere(4);

        @Override
        <T> CompletionStage<T> call(Object key, Supplier<CompletionStage<T>> call) {
            return elsewhere.complete(call.get(), completion -> {
                Moment.pass();
                completion.run();
            });
        }

        @Override
        public void close() {
            super.close();
            elsewhere.close();
        }
    }
}
