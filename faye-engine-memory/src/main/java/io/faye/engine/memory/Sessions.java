package io.faye.engine.memory;

import io.faye.engine.EngineException;
import io.faye.engine.LimitReachedException;
import io.faye.engine.SessionPage;
import io.faye.engine.SessionPage.Cursor;
import io.faye.protocol.ClientId;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** All sessions by id, at most as many as the limit allows. */
final class Sessions {

    private final Map<ClientId, Session> byId = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private final int limit;

    Sessions(int limit) {
        this.limit = limit;
    }

    /** Adds the session, or ends it if that is refused. */
    void add(Session session) {
        if (count.getAndUpdate(known -> Math.min(limit, known + 1)) == limit) {
            session.life.end();
            throw new LimitReachedException("The service has " + limit + " sessions, which is its limit");
        }
        if (byId.putIfAbsent(session.id, session) != null) {
            count.decrementAndGet();
            session.life.end();
            throw new EngineException("The client id is in use");
        }
    }

    void remove(Session session) {
        if (byId.remove(session.id, session)) {
            count.decrementAndGet();
        }
    }

    boolean isEmpty() {
        return byId.isEmpty();
    }

    /** {@return the session, if its end was not decided} */
    Optional<Session> find(ClientId client) {
        Session session = byId.get(client);
        return session != null && session.life.isAlive() ? Optional.of(session) : Optional.empty();
    }

    /** {@return the sessions after the cursor, an id, in the order of ids, which no beginning or end can disturb} */
    SessionPage page(Cursor cursor, int size) {
        List<Session> found = byId.values().stream()
                .filter(session ->
                        session.life.isAlive() && session.id.toString().compareTo(cursor.value()) > 0)
                .sorted(Comparator.comparing(session -> session.id.toString()))
                .limit(size)
                .toList();
        Map<ClientId, Map<String, String>> page = new LinkedHashMap<>();
        found.forEach(session -> page.put(session.id, session.attributes()));
        Optional<Cursor> next = found.size() < size
                ? Optional.empty()
                : Optional.of(new Cursor(found.get(size - 1).id.toString()));
        return new SessionPage(page, next);
    }
}
