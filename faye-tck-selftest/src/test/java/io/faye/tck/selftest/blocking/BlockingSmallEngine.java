package io.faye.tck.selftest.blocking;

import io.faye.engine.Batch;
import io.faye.engine.Engine.Change;
import io.faye.engine.EngineContext;
import io.faye.engine.Page;
import io.faye.engine.support.BlockingContext;
import io.faye.engine.support.BlockingEngine;
import io.faye.engine.support.Inbox;
import io.faye.engine.support.SubscriptionIndex;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.protocol.Message;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One lock for everything, never held while the host is told; everything else is the offload's. */
final class BlockingSmallEngine implements BlockingEngine {

    private final EngineContext context;
    private final BlockingContext host;
    private final NavigableMap<ClientId, BlockingSession> sessions =
            new TreeMap<>(Comparator.comparing(ClientId::toString));
    private final SubscriptionIndex<BlockingSession> index = new SubscriptionIndex<>();

    BlockingSmallEngine(EngineContext context, BlockingContext host) {
        this.context = context;
        this.host = host;
        host.every(context.timeout().dividedBy(8), this::sweep);
    }

    private long now() {
        return context.clock().millis();
    }

    @Override
    public synchronized void createClient(ClientId client, Map<String, String> attributes) {
        BlockingSession session = new BlockingSession(client, attributes, new Inbox(context.queueLimits()));
        session.pinged = now();
        sessions.put(client, session);
    }

    private synchronized <T> T with(ClientId client, T unknown, Function<BlockingSession, T> work) {
        BlockingSession session = sessions.get(client);
        return session == null ? unknown : work.apply(session);
    }

    @Override
    public Optional<Map<String, String>> attributes(ClientId client) {
        return with(client, Optional.empty(), session -> Optional.of(Map.copyOf(session.attributes)));
    }

    @Override
    public boolean ping(ClientId client) {
        return with(client, false, session -> {
            session.pinged = now();
            return true;
        });
    }

    @Override
    public Optional<Map<String, String>> attach(ClientId client) {
        return with(client, Optional.empty(), session -> {
            session.pinged = now();
            session.inbox.attach();
            return Optional.of(Map.copyOf(session.attributes));
        });
    }

    @Override
    public void release(ClientId client) {
        with(client, client, session -> {
            session.inbox.release();
            return client;
        });
    }

    @Override
    public Optional<Set<ChannelPattern>> destroyClient(ClientId client) {
        return with(client, Optional.empty(), session -> Optional.of(end(session)));
    }

    private Set<ChannelPattern> end(BlockingSession session) {
        sessions.remove(session.id);
        session.inbox.close();
        session.patterns.forEach(pattern -> index.remove(pattern, session));
        return session.patterns;
    }

    private void sweep() {
        late().forEach(client -> host.end(client, () -> expire(client)));
    }

    private synchronized List<ClientId> late() {
        return sessions.values().stream()
                .filter(this::isLate)
                .map(session -> session.id)
                .toList();
    }

    private boolean isLate(BlockingSession session) {
        return session.pinged < now() - 2 * context.timeout().toMillis();
    }

    private Optional<Set<ChannelPattern>> expire(ClientId client) {
        return with(
                client, Optional.empty(), session -> isLate(session) ? Optional.of(end(session)) : Optional.empty());
    }

    @Override
    public Change subscribe(ClientId client, ChannelPattern pattern) {
        return with(client, Change.UNKNOWN_CLIENT, session -> {
            boolean added = session.patterns.add(pattern);
            index.add(pattern, session);
            return added ? Change.CHANGED : Change.UNCHANGED;
        });
    }

    @Override
    public Change unsubscribe(ClientId client, ChannelPattern pattern) {
        return with(client, Change.UNKNOWN_CLIENT, session -> {
            boolean removed = session.patterns.remove(pattern);
            index.remove(pattern, session);
            return removed ? Change.CHANGED : Change.UNCHANGED;
        });
    }

    @Override
    public Optional<ClientId> publish(Message message) {
        List<Runnable> calls = new ArrayList<>();
        Optional<ClientId> publisher = queue(message, calls);
        calls.forEach(Runnable::run);
        return publisher;
    }

    private synchronized Optional<ClientId> queue(Message message, List<Runnable> calls) {
        Message form = message.forDelivery();
        for (BlockingSession session : index.subscribers(message.channel().orElseThrow())) {
            switch (session.inbox.append(form)) {
                case QUIETLY -> {}
                case WAKING -> calls.add(() -> host.messagesAvailable(session.id));
                case OVERFLOWING -> calls.add(() -> host.end(session.id, () -> destroyClient(session.id)));
            }
        }
        return message.clientId().filter(sessions::containsKey);
    }

    @Override
    public Batch read(ClientId client, long after, int maxMessages, int maxBytes) {
        Inbox.Reading reading = with(
                client,
                new Inbox.Reading(new Batch(List.of(), after), false),
                session -> session.inbox.read(after, maxMessages, maxBytes));
        if (reading.waking()) {
            host.messagesAvailable(client);
        }
        return reading.batch();
    }

    @Override
    public void acknowledge(ClientId client, long upTo) {
        with(client, client, session -> {
            session.inbox.acknowledge(upTo);
            return client;
        });
    }

    @Override
    public Change setAttribute(ClientId client, String name, @Nullable String value) {
        return with(client, Change.UNKNOWN_CLIENT, session -> {
            String before = value == null ? session.attributes.remove(name) : session.attributes.put(name, value);
            return Objects.equals(before, value) ? Change.UNCHANGED : Change.CHANGED;
        });
    }

    @Override
    public synchronized Page clients(@Nullable String cursor, int limit) {
        Map<ClientId, Map<String, String>> page = new LinkedHashMap<>();
        sessions.values().stream()
                .filter(session -> cursor == null || session.id.toString().compareTo(cursor) > 0)
                .limit(limit)
                .forEach(session -> page.put(session.id, Map.copyOf(session.attributes)));
        String last = page.keySet().stream()
                .reduce((one, next) -> next)
                .map(ClientId::toString)
                .orElse(null);
        return new Page(page, page.size() < limit ? null : last);
    }

    @Override
    public void close() {}
}
