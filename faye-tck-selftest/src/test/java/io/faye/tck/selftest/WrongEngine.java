package io.faye.tck.selftest;

import io.faye.engine.Batch;
import io.faye.engine.Engine;
import io.faye.engine.EngineContext;
import io.faye.engine.EngineOptions;
import io.faye.engine.Page;
import io.faye.engine.memory.MemoryEngineProvider;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.protocol.Message;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

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

    @Override
    public CompletionStage<ClientId> createClient(Map<String, String> attributes) {
        return right.createClient(attributes);
    }

    @Override
    public CompletionStage<Optional<Map<String, String>>> attributes(ClientId client) {
        return right.attributes(client);
    }

    @Override
    public CompletionStage<Boolean> ping(ClientId client) {
        return right.ping(client);
    }

    @Override
    public CompletionStage<Optional<Map<String, String>>> attach(ClientId client) {
        return right.attach(client);
    }

    @Override
    public CompletionStage<Void> release(ClientId client) {
        return right.release(client);
    }

    @Override
    public CompletionStage<Boolean> destroyClient(ClientId client) {
        return right.destroyClient(client);
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
    public CompletionStage<Void> publish(Message message) {
        return right.publish(message);
    }

    @Override
    public CompletionStage<Batch> read(ClientId client, long after, int maxMessages, int maxBytes) {
        return right.read(client, after, maxMessages, maxBytes);
    }

    @Override
    public CompletionStage<Void> acknowledge(ClientId client, long upTo) {
        return right.acknowledge(client, upTo);
    }

    @Override
    public CompletionStage<Change> setAttribute(ClientId client, String name, @Nullable String value) {
        return right.setAttribute(client, name, value);
    }

    @Override
    public CompletionStage<Page> clients(@Nullable String cursor, int limit) {
        return right.clients(cursor, limit);
    }

    @Override
    public void close() {
        right.close();
    }
}
