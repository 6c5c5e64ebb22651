package io.faye.tck.selftest.shared;

import io.faye.engine.Batch;
import io.faye.engine.Engine.Change;
import io.faye.engine.EngineContext;
import io.faye.engine.EngineException;
import io.faye.engine.Page;
import io.faye.engine.support.BlockingContext;
import io.faye.engine.support.BlockingEngine;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.protocol.Message;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One process's view of the store. Called in the lane of the client concerned. */
class SharedEngine implements BlockingEngine {

    private static final Logger LOG = LoggerFactory.getLogger(SharedEngine.class);

    final String node;
    final Access store;
    final BlockingContext host;
    final Set<ClientId> endedHere = ConcurrentHashMap.newKeySet();
    private final Beat beat;

    SharedEngine(String node, Access store, EngineContext context, BlockingContext host) {
        this.node = node;
        this.store = store;
        this.host = host;
        this.beat = new Beat(this);
        host.every(context.timeout().dividedBy(4), this::expire);
    }

    @Override
    public void createClient(ClientId client, Map<String, String> attributes) {
        store.run(at -> at.create(node, client.toString(), attributes));
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
    public Optional<Set<ChannelPattern>> destroyClient(ClientId client) {
        return ended(client, store.get(at -> at.destroy(client.toString())));
    }

    private void expire() {
        for (String due : store.get(Store::due)) {
            ClientId client = ClientId.parse(due).orElseThrow();
            host.end(client, () -> expire(client));
        }
    }

    /** Ends a session whose time is over, if it was not pinged in the meantime. */
    Optional<Set<ChannelPattern>> expire(ClientId client) {
        return ended(client, store.get(at -> at.expire(client.toString())));
    }

    private Optional<Set<ChannelPattern>> ended(ClientId client, Store.@Nullable Ended ended) {
        if (ended == null) {
            return Optional.empty();
        }
        endedHere.add(client);
        return Optional.of(ended.patterns().stream().map(ChannelPattern::of).collect(Collectors.toSet()));
    }

    @Override
    public Change subscribe(ClientId client, ChannelPattern pattern) {
        return store.get(at -> at.subscribe(client.toString(), pattern.toString()));
    }

    @Override
    public Change unsubscribe(ClientId client, ChannelPattern pattern) {
        return store.get(at -> at.unsubscribe(client.toString(), pattern.toString()));
    }

    @Override
    public Optional<ClientId> publish(Message message) {
        String channel = message.channel().orElseThrow().toString();
        Optional<ClientId> publisher = message.clientId().filter(this::isAlive);
        for (Store.Ended full : store.get(at -> at.publish(channel, Texts.text(message)))) {
            ClientId client = ClientId.parse(full.client()).orElseThrow();
            host.end(client, () -> ended(client, full));
        }
        return publisher;
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
            case AVAILABLE -> host.messagesAvailable(client);
            case MOVED -> host.after(client, () -> moved(client));
            case CLOSED -> host.after(client, () -> closed(client));
        }
    }

    /** Unless it came back before its leaving was told. */
    void moved(ClientId client) {
        if (!store.get(at -> at.owns(node, client.toString()))) {
            host.clientMoved(client);
        }
    }

    /** The host knows of those that ended here. */
    void closed(ClientId client) {
        if (!endedHere.remove(client)) {
            host.clientClosed(client);
        }
    }

    @Override
    public void close() {
        beat.close();
        try {
            store.run(at -> at.leave(node));
        } catch (EngineException e) {
            LOG.debug("The store is away and will forget this process by itself", e);
        }
    }
}
