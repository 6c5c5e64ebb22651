package io.faye.tck.selftest;

import io.faye.engine.EngineContext;
import io.faye.engine.Page;
import io.faye.engine.support.Expiry;
import io.faye.engine.support.Inbox;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** How sessions of a {@link SmallEngine} come and go. */
abstract class SmallSessions extends SmallTurns {

    private Expiry<SmallSession> expiry;

    @Override
    public final void open(EngineContext lent) {
        super.open(lent);
        expiry = new Expiry<>(lent, this::expire);
    }

    @Override
    public CompletionStage<ClientId> createClient(Map<String, String> attributes) {
        ClientId id = host.newClientId();
        return change(work -> {
            SmallSession session = new SmallSession(id, attributes, new Inbox(host.queueLimits()), expiry);
            sessions.put(id, session);
            work.inTurnOf(session);
            work.then(() -> tell(() -> host.listener().handshake(id)));
            return id;
        });
    }

    @Override
    public CompletionStage<Optional<Map<String, String>>> attributes(ClientId client) {
        return look(client, Optional.empty(), session -> Optional.of(Map.copyOf(session.attributes)));
    }

    @Override
    public CompletionStage<Boolean> ping(ClientId client) {
        return look(client, false, session -> session.watch.ping());
    }

    @Override
    public CompletionStage<Optional<Map<String, String>>> attach(ClientId client) {
        return look(client, Optional.empty(), session -> {
            postpone(session);
            session.inbox.attach();
            return Optional.of(Map.copyOf(session.attributes));
        });
    }

    void postpone(SmallSession session) {
        session.watch.ping();
    }

    @Override
    public CompletionStage<Void> release(ClientId client) {
        return look(client, null, session -> {
            session.inbox.release();
            return null;
        });
    }

    @Override
    public CompletionStage<Boolean> destroyClient(ClientId client) {
        return change(client, false, (session, work) -> {
            boolean lived = session.watch.end();
            if (lived) {
                end(session, work);
            }
            return lived;
        });
    }

    private void expire(SmallSession session) {
        change(work -> {
            work.inTurnOf(session);
            expire(session, work);
            return null;
        });
    }

    void expire(SmallSession session, Work work) {
        end(session, work);
    }

    void end(SmallSession session, Work work) {
        sessions.remove(session.id);
        ending.put(session.id, session);
        session.inbox.close();
        reportEnd(session.id, forget(session), work);
        work.then(() -> ending.remove(session.id));
    }

    /** {@return what it was subscribed to} */
    abstract List<ChannelPattern> forget(SmallSession session);

    void reportEnd(ClientId client, List<ChannelPattern> last, Work work) {
        last.forEach(pattern -> work.then(() -> tell(() -> host.listener().unsubscribe(client, pattern))));
        work.then(() -> tell(() -> host.listener().disconnect(client)));
        work.then(() -> tell(() -> host.clientClosed(client)));
    }

    @Override
    public CompletionStage<Change> setAttribute(ClientId client, String name, @Nullable String value) {
        return look(client, Change.UNKNOWN_CLIENT, session -> {
            String before = value == null ? session.attributes.remove(name) : session.attributes.put(name, value);
            return Objects.equals(before, value) ? Change.UNCHANGED : Change.CHANGED;
        });
    }

    @Override
    public CompletionStage<Page> clients(@Nullable String cursor, int limit) {
        return change(work -> {
            List<SmallSession> found = new ArrayList<>(sessions.values());
            found.removeIf(session -> cursor != null && session.id.toString().compareTo(cursor) <= 0);
            Map<ClientId, Map<String, String>> page = new LinkedHashMap<>();
            found.stream().limit(limit).forEach(session -> page.put(session.id, Map.copyOf(session.attributes)));
            return new Page(
                    page, found.size() < limit ? null : found.get(limit - 1).id.toString());
        });
    }

    @Override
    public void close() {
        super.close();
        expiry.close();
    }
}
