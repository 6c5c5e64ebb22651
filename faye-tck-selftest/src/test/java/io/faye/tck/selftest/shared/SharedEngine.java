package io.faye.tck.selftest.shared;

import io.faye.engine.Batch;
import io.faye.engine.Engine.Change;
import io.faye.engine.EngineContext;
import io.faye.engine.EngineException;
import io.faye.engine.Page;
import io.faye.engine.support.BlockingEngine;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One process's view of the store, and the events that it caused. Called in the lane of the client concerned. */
class SharedEngine implements BlockingEngine {

    private static final Logger LOG = LoggerFactory.getLogger(SharedEngine.class);

    final String node = UUID.randomUUID().toString();
    final Access store;
    final Reports reports;
    final EngineContext context;
    BiConsumer<ClientId, Runnable> lanes = (client, task) -> task.run();

    @Nullable
    Beat beat;

    SharedEngine(EngineContext context, Access store) {
        this.context = context;
        this.store = store;
        this.reports = new Reports(context);
    }

    @Override
    public ClientId createClient(Map<String, String> attributes) {
        ClientId client = context.newClientId();
        store.run(at -> at.create(node, client.toString(), attributes));
        reports.event(listener -> listener.handshake(client));
        return client;
    }

    @Override
    public Optional<Map<String, String>> attributes(ClientId client) {
        return Optional.ofNullable(store.get(at -> at.attributes(client.toString())));
    }

    @Override
    public boolean ping(ClientId client) {
        return store.get(at -> at.ping(client.toString()));
    }

    @Override
    public Optional<Map<String, String>> attach(ClientId client) {
        return Optional.ofNullable(store.get(at -> at.attach(node, client.toString())));
    }

    @Override
    public void release(ClientId client) {
        store.run(at -> at.release(node, client.toString()));
    }

    @Override
    public boolean destroyClient(ClientId client) {
        return ended(store.get(at -> at.destroy(client.toString())));
    }

    /** Ends a session whose time is over, if it was not pinged in the meantime. */
    void expire(ClientId client) {
        ended(store.get(at -> at.expire(client.toString())));
    }

    /** Reports the end of a session. */
    boolean ended(Store.@Nullable Ended ended) {
        if (ended == null) {
            return false;
        }
        ClientId client = ClientId.parse(ended.client()).orElseThrow();
        for (String pattern : ended.patterns()) {
            reports.event(listener -> listener.unsubscribe(client, ChannelPattern.of(pattern)));
        }
        reports.event(listener -> listener.disconnect(client));
        return true;
    }

    @Override
    public Change subscribe(ClientId client, ChannelPattern pattern) {
        Change change = store.get(at -> at.subscribe(client.toString(), pattern.toString()));
        if (change == Change.CHANGED) {
            reports.event(listener -> listener.subscribe(client, pattern));
        }
        return change;
    }

    @Override
    public Change unsubscribe(ClientId client, ChannelPattern pattern) {
        Change change = store.get(at -> at.unsubscribe(client.toString(), pattern.toString()));
        if (change == Change.CHANGED) {
            reports.event(listener -> listener.unsubscribe(client, pattern));
        }
        return change;
    }

    @Override
    public void publish(Message message) {
        String channel = message.channel().orElseThrow().toString();
        Optional<ClientId> publisher = message.clientId().filter(this::isAlive);
        var ended = store.get(at -> at.publish(channel, Texts.text(message)));
        reports.event(listener -> listener.publish(
                publisher, message.channel().orElseThrow(), message.data().orElse(Json.NULL)));
        ended.forEach(each -> lanes.accept(ClientId.parse(each.client()).orElseThrow(), () -> ended(each)));
    }

    private boolean isAlive(ClientId client) {
        return store.get(at -> at.attributes(client.toString())) != null;
    }

    @Override
    public Batch read(ClientId client, long after, int maxMessages, int maxBytes) {
        Store.Queued queued = store.get(at -> at.read(node, client.toString(), after, maxMessages, maxBytes));
        return new Batch(queued.messages().stream().map(Texts::message).toList(), queued.last());
    }

    @Override
    public void acknowledge(ClientId client, long upTo) {
        store.run(at -> at.acknowledge(client.toString(), upTo));
    }

    @Override
    public Change setAttribute(ClientId client, String name, @Nullable String value) {
        return store.get(at -> at.setAttribute(client.toString(), name, value));
    }

    @Override
    public Page clients(@Nullable String cursor, int limit) {
        return Pages.page(store.get(at -> at.clients(cursor == null ? "" : cursor, limit)), limit);
    }

    /** Tells the host what the store has for it. */
    void tell(Store.Notice notice) {
        ClientId client = ClientId.parse(notice.client()).orElseThrow();
        switch (notice.kind()) {
            case AVAILABLE -> reports.host(host -> host.messagesAvailable(client));
            case MOVED -> lanes.accept(client, () -> moved(client));
            case CLOSED -> lanes.accept(client, () -> reports.host(host -> host.clientClosed(client)));
        }
    }

    /** Unless it came back before its leaving was told. */
    void moved(ClientId client) {
        if (!store.get(at -> at.owns(node, client.toString()))) {
            reports.host(host -> host.clientMoved(client));
        }
    }

    @Override
    public void close() {
        reports.close();
        if (beat != null) {
            beat.close();
        }
        try {
            store.run(at -> at.leave(node));
        } catch (EngineException e) {
            LOG.debug("The store is away and will forget this process by itself", e);
        }
    }
}
