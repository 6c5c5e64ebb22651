package io.faye.tck.selftest;

import io.faye.engine.AttachmentListener;
import io.faye.engine.Change;
import io.faye.engine.EngineContext;
import io.faye.engine.EngineException;
import io.faye.engine.LimitReachedException;
import io.faye.engine.SessionPage;
import io.faye.engine.support.Expiry;
import io.faye.engine.support.Inbox;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** How sessions of a {@link SmallEngine} begin and end. */
abstract class SmallSessions extends SmallTurns {

    private Expiry<SmallSession> expiry;

    @Override
    public final void open(EngineContext lent) {
        super.open(lent);
        expiry = new Expiry<>(lent, this::expired);
    }

    @Override
    public CompletionStage<Void> createClient(ClientId client, Map<String, String> attributes) {
        return change(work -> {
            if (sessions.containsKey(client)) {
                throw new EngineException("The id of the new session is in use");
            }
            create(client, attributes);
            return null;
        });
    }

    void create(ClientId client, Map<String, String> attributes) {
        requireRoom();
        put(client, attributes);
    }

    final void put(ClientId client, Map<String, String> attributes) {
        Inbox inbox = new Inbox(host, client, () -> evicted(client));
        sessions.put(client, new SmallSession(client, attributes, inbox, expiry));
    }

    /** The queue was given up, because the host's memory is short. */
    void evicted(ClientId client) {
        change(client, false, (session, work) -> {
            if (session.watch.end()) {
                endByItself(session, work);
            }
            return true;
        });
    }

    void requireRoom() {
        int limit = host.limits().maxSessions();
        if (sessions.size() >= limit) {
            throw new LimitReachedException("There are " + limit + " sessions, which is the limit");
        }
    }

    @Override
    public CompletionStage<Optional<Map<String, String>>> attributes(ClientId client) {
        return look(client, Optional.empty(), session -> Optional.of(Map.copyOf(session.attributes)));
    }

    @Override
    public CompletionStage<Optional<Set<ChannelPattern>>> subscriptions(ClientId client) {
        return look(client, Optional.empty(), session -> Optional.of(Set.copyOf(session.patterns)));
    }

    @Override
    public CompletionStage<Change> setAttribute(ClientId client, String name, String value) {
        return look(client, Change.UNKNOWN_CLIENT, session -> change(session.attributes.put(name, value), value));
    }

    @Override
    public CompletionStage<Change> setAttributeIfAbsent(ClientId client, String name, String value) {
        return look(
                client,
                Change.UNKNOWN_CLIENT,
                session -> session.attributes.putIfAbsent(name, value) == null ? Change.CHANGED : Change.UNCHANGED);
    }

    @Override
    public CompletionStage<Change> removeAttribute(ClientId client, String name) {
        return look(client, Change.UNKNOWN_CLIENT, session -> change(session.attributes.remove(name), null));
    }

    private static Change change(@Nullable String before, @Nullable String now) {
        return Objects.equals(before, now) ? Change.UNCHANGED : Change.CHANGED;
    }

    @Override
    public CompletionStage<Boolean> ping(ClientId client) {
        return look(client, false, session -> session.watch.ping());
    }

    @Override
    public CompletionStage<Optional<Set<ChannelPattern>>> destroyClient(ClientId client) {
        return change(client, Optional.empty(), this::destroy);
    }

    Optional<Set<ChannelPattern>> destroy(SmallSession session, Work work) {
        if (!session.watch.end()) {
            return Optional.empty();
        }
        Optional<AttachmentListener> reader = remove(session);
        Set<ChannelPattern> last = forget(session);
        reader.ifPresent(listener -> work.then(listener::ended));
        return Optional.of(last);
    }

    void expired(SmallSession session) {
        change(work -> {
            expire(session, work);
            return null;
        });
    }

    void expire(SmallSession session, Work work) {
        endByItself(session, work);
    }

    /** Ends a session whose watch has ended. */
    void endByItself(SmallSession session, Work work) {
        Optional<AttachmentListener> reader = remove(session);
        tellEnd(session.id, forget(session), reader, work);
    }

    Optional<AttachmentListener> remove(SmallSession session) {
        sessions.remove(session.id);
        return session.inbox.close();
    }

    void tellEnd(ClientId client, Set<ChannelPattern> last, Optional<AttachmentListener> reader, Work work) {
        work.then(() -> host.clientEnded(client, last));
        reader.ifPresent(listener -> work.then(listener::ended));
    }

    /** {@return what the session was subscribed to} */
    abstract Set<ChannelPattern> forget(SmallSession session);

    @Override
    public CompletionStage<SessionPage> clients(SessionPage.Cursor cursor, int limit) {
        return change(work -> {
            Map<ClientId, Map<String, String>> page = new LinkedHashMap<>();
            sessions.values().stream()
                    .sorted(Comparator.comparing(session -> session.id.toString()))
                    .filter(session -> cursor.isStart() || session.id.toString().compareTo(cursor.value()) > 0)
                    .limit(limit)
                    .forEach(session -> page.put(session.id, Map.copyOf(session.attributes)));
            Optional<ClientId> last = page.keySet().stream().reduce((one, next) -> next);
            return new SessionPage(
                    page,
                    last.filter(full -> page.size() == limit)
                            .map(ClientId::toString)
                            .map(SessionPage.Cursor::new));
        });
    }

    @Override
    public CompletionStage<Void> health() {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void close() {
        super.close();
        expiry.close();
    }
}
