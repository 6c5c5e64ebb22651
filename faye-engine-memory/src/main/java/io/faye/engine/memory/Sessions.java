package io.faye.engine.memory;

import io.faye.engine.Page;
import io.faye.protocol.ClientId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** All sessions by id. One whose end was decided stays here until that was carried out. */
final class Sessions {

    private static final Comparator<Session> BY_ID =
            Comparator.comparing(session -> session.id().toString());

    private final Map<ClientId, Session> byId = new ConcurrentHashMap<>();

    void add(Session session) {
        byId.put(session.id(), session);
    }

    void remove(Session session) {
        byId.remove(session.id(), session);
    }

    void clear() {
        byId.clear();
    }

    boolean isEmpty() {
        return byId.isEmpty();
    }

    @Nullable
    Session get(ClientId client) {
        return byId.get(client);
    }

    /** {@return the session, if its end was not decided} */
    @Nullable
    Session alive(ClientId client) {
        Session session = byId.get(client);
        return session != null && session.isAlive() ? session : null;
    }

    /** {@return those that follow the cursor, an id, in the order of ids, which no coming and going can disturb} */
    Page page(@Nullable String cursor, int limit) {
        List<Session> found = first(cursor, limit);
        Map<ClientId, Map<String, String>> clients = new LinkedHashMap<>();
        for (Session session : found) {
            clients.put(session.id(), session.attributes());
        }
        String next = found.size() < limit ? null : found.get(limit - 1).id().toString();
        return new Page(clients, next);
    }

    /** Keeps no more than it returns: a page costs one pass, whatever the number of sessions. */
    private List<Session> first(@Nullable String cursor, int limit) {
        PriorityQueue<Session> smallest = new PriorityQueue<>(BY_ID.reversed());
        for (Session session : byId.values()) {
            if (session.isAlive() && isBehind(cursor, session)) {
                offer(smallest, session, limit);
            }
        }
        List<Session> sorted = new ArrayList<>(smallest);
        sorted.sort(BY_ID);
        return sorted;
    }

    private static void offer(PriorityQueue<Session> smallest, Session session, int limit) {
        if (smallest.size() < limit) {
            smallest.add(session);
        } else if (BY_ID.compare(session, smallest.element()) < 0) {
            smallest.remove();
            smallest.add(session);
        }
    }

    private static boolean isBehind(@Nullable String cursor, Session session) {
        return cursor == null || session.id().toString().compareTo(cursor) > 0;
    }
}
