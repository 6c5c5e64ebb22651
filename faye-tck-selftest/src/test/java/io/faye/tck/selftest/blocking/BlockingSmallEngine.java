package io.faye.tck.selftest.blocking;

import io.faye.engine.AttachmentListener;
import io.faye.engine.Batch;
import io.faye.engine.Change;
import io.faye.engine.EngineException;
import io.faye.engine.LimitReachedException;
import io.faye.engine.SessionPage;
import io.faye.engine.support.BlockingAttachment;
import io.faye.engine.support.BlockingContext;
import io.faye.engine.support.BlockingEngine;
import io.faye.engine.support.Inbox;
import io.faye.engine.support.QueuedMessage;
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

/** One lock for everything, never held while the host is called. */
final class BlockingSmallEngine implements BlockingEngine {

    private final BlockingContext host;
    private final NavigableMap<ClientId, BlockingSession> sessions =
            new TreeMap<>(Comparator.comparing(ClientId::toString));
    private final SubscriptionIndex<BlockingSession> index = new SubscriptionIndex<>();

    BlockingSmallEngine(BlockingContext host) {
        this.host = host;
        host.every(host.timeout().dividedBy(8), this::sweep);
    }

    private long now() {
        return host.clock().millis();
    }

    @Override
    public synchronized void createClient(ClientId client, Map<String, String> attributes) {
        if (sessions.containsKey(client)) {
            throw new EngineException("The id of the new session is in use");
        }
        if (sessions.size() >= host.limits().maxSessions()) {
            throw new LimitReachedException("The limit of sessions is reached");
        }
        Inbox inbox = new Inbox(host, client, () -> evicted(client));
        BlockingSession session = new BlockingSession(client, attributes, inbox);
        session.pinged = now();
        sessions.put(client, session);
    }

    /** The queue was given up, because the host's memory is short. */
    private void evicted(ClientId client) {
        BlockingSession.Ended ended;
        synchronized (this) {
            BlockingSession session = sessions.get(client);
            if (session == null) {
                return;
            }
            ended = end(session);
        }
        tell(ended);
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
    public Optional<Set<ChannelPattern>> subscriptions(ClientId client) {
        return with(client, Optional.empty(), session -> Optional.of(Set.copyOf(session.patterns)));
    }

    @Override
    public boolean ping(ClientId client) {
        return with(client, false, session -> {
            session.pinged = now();
            return true;
        });
    }

    @Override
    public Optional<BlockingAttachment> attach(ClientId client, AttachmentListener listener) {
        return with(client, Optional.empty(), session -> {
            session.pinged = now();
            session.inbox.attach(listener);
            String note = session.note;
            session.note = "";
            return Optional.of(new Attached(client, listener, Map.copyOf(session.attributes), note));
        });
    }

    @Override
    public Optional<Set<ChannelPattern>> destroyClient(ClientId client) {
        Optional<BlockingSession.Ended> ended = with(client, Optional.empty(), session -> Optional.of(end(session)));
        ended.flatMap(BlockingSession.Ended::reader).ifPresent(AttachmentListener::ended);
        return ended.map(end -> end.session().patterns);
    }

    private BlockingSession.Ended end(BlockingSession session) {
        sessions.remove(session.id);
        session.patterns.forEach(pattern -> index.remove(pattern, session));
        return new BlockingSession.Ended(session, session.inbox.close());
    }

    private void tell(BlockingSession.Ended ended) {
        host.clientEnded(ended.session().id, ended.session().patterns);
        ended.reader().ifPresent(AttachmentListener::ended);
    }

    private void sweep() {
        endLate().forEach(this::tell);
    }

    private synchronized List<BlockingSession.Ended> endLate() {
        List<BlockingSession> late = sessions.values().stream()
                .filter(session -> session.pinged < now() - 2 * host.timeout().toMillis())
                .toList();
        return late.stream().map(this::end).toList();
    }

    @Override
    public Change subscribe(ClientId client, ChannelPattern pattern) {
        return with(client, Change.UNKNOWN_CLIENT, session -> {
            if (session.patterns.contains(pattern)) {
                return Change.UNCHANGED;
            }
            if (session.patterns.size() >= host.limits().maxSubscriptions()) {
                return Change.LIMIT_REACHED;
            }
            session.patterns.add(pattern);
            index.add(pattern, session);
            return Change.CHANGED;
        });
    }

    @Override
    public Change unsubscribe(ClientId client, ChannelPattern pattern) {
        return with(client, Change.UNKNOWN_CLIENT, session -> {
            index.remove(pattern, session);
            return session.patterns.remove(pattern) ? Change.CHANGED : Change.UNCHANGED;
        });
    }

    @Override
    public boolean publish(Message message) {
        List<Runnable> calls = new ArrayList<>();
        boolean lives = queue(message, calls);
        calls.forEach(Runnable::run);
        return lives;
    }

    private synchronized boolean queue(Message message, List<Runnable> calls) {
        QueuedMessage form = new QueuedMessage(message.forDelivery());
        boolean lives = message.clientId().filter(sessions::containsKey).isPresent();
        for (BlockingSession session : index.subscribers(message.channel().orElseThrow())) {
            switch (session.inbox.append(form)) {
                case QUIETLY -> {}
                case WAKING -> calls.add(session.inbox::wakeReader);
                case OVERFLOWING -> {
                    BlockingSession.Ended ended = end(session);
                    calls.add(() -> tell(ended));
                }
            }
        }
        return lives;
    }

    @Override
    public Change setAttribute(ClientId client, String name, String value) {
        return with(client, Change.UNKNOWN_CLIENT, session -> change(session.attributes.put(name, value), value));
    }

    @Override
    public Change setAttributeIfAbsent(ClientId client, String name, String value) {
        return with(
                client,
                Change.UNKNOWN_CLIENT,
                session -> session.attributes.putIfAbsent(name, value) == null ? Change.CHANGED : Change.UNCHANGED);
    }

    @Override
    public Change removeAttribute(ClientId client, String name) {
        return with(client, Change.UNKNOWN_CLIENT, session -> change(session.attributes.remove(name), null));
    }

    private static Change change(@Nullable String before, @Nullable String now) {
        return Objects.equals(before, now) ? Change.UNCHANGED : Change.CHANGED;
    }

    @Override
    public synchronized SessionPage clients(SessionPage.Cursor cursor, int limit) {
        Map<ClientId, Map<String, String>> page = new LinkedHashMap<>();
        sessions.values().stream()
                .filter(session -> session.id.toString().compareTo(cursor.value()) > 0)
                .limit(limit)
                .forEach(session -> page.put(session.id, Map.copyOf(session.attributes)));
        Optional<ClientId> last = page.keySet().stream().reduce((one, next) -> next);
        return new SessionPage(
                page,
                last.filter(full -> page.size() == limit)
                        .map(ClientId::toString)
                        .map(SessionPage.Cursor::new));
    }

    @Override
    public void health() {}

    @Override
    public void close() {}

    /** An attachment of this engine. */
    private final class Attached implements BlockingAttachment {

        private final ClientId client;
        private final AttachmentListener listener;
        private final Map<String, String> attributes;
        private final String left;

        Attached(ClientId client, AttachmentListener listener, Map<String, String> attributes, String left) {
            this.client = client;
            this.listener = listener;
            this.attributes = attributes;
            this.left = left;
        }

        @Override
        public Map<String, String> attributes() {
            return attributes;
        }

        @Override
        public Optional<String> note() {
            return Optional.of(left).filter(note -> !note.isEmpty());
        }

        @Override
        public Batch read(long after, int maxMessages, int maxBytes) {
            Batch none = new Batch(List.of(), after);
            Inbox.Reading reading = with(
                    client,
                    new Inbox.Reading(none, false),
                    session -> session.inbox.read(listener, after, maxMessages, maxBytes));
            if (reading.waking()) {
                listener.messagesAvailable();
            }
            return reading.batch();
        }

        @Override
        public void acknowledge(long upTo) {
            with(client, client, session -> {
                session.inbox.acknowledge(upTo);
                return client;
            });
        }

        @Override
        public void release(String note) {
            with(client, client, session -> {
                if (session.inbox.release(listener)) {
                    session.note = note;
                }
                return client;
            });
        }
    }
}
