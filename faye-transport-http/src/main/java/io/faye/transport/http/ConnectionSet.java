package io.faye.transport.http;

import java.util.ArrayList;
import java.util.List;

/** Connections in no order. Each knows its own place, so that one costs no more here than a reference. */
final class ConnectionSet {

    private final List<Connection> members = new ArrayList<>();

    void add(Connection connection) {
        connection.place = members.size();
        members.add(connection);
    }

    void remove(Connection connection) {
        Connection last = members.remove(members.size() - 1);
        if (last != connection) {
            members.set(connection.place, last);
            last.place = connection.place;
        }
    }

    boolean isEmpty() {
        return members.isEmpty();
    }

    List<Connection> copy() {
        return List.copyOf(members);
    }

    /** The last first, because those that go meanwhile are replaced by the last. */
    void sweep(long now) {
        for (int i = members.size() - 1; i >= 0; i--) {
            if (i < members.size()) {
                members.get(i).look(now);
            }
        }
    }
}
