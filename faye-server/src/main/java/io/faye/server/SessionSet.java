package io.faye.server;

import io.faye.server.session.ClientSession;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The sessions that use one connection. Connections are many and most have one session, which needs no table; a client
 * may bring as many as it likes, and adding or removing one costs the same. Not safe for threads.
 */
final class SessionSet {

    private Set<ClientSession> members = Set.of();

    /** Adds a session; does nothing if it is there. */
    void add(ClientSession session) {
        if (members.isEmpty()) {
            members = Set.of(session);
        } else if (!members.contains(session)) {
            several().add(session);
        }
    }

    private Set<ClientSession> several() {
        if (!(members instanceof HashSet)) {
            members = new HashSet<>(members);
        }
        return members;
    }

    /** Removes a session; does nothing if it is not there. */
    void remove(ClientSession session) {
        if (members instanceof HashSet && members.size() > 1) {
            members.remove(session);
        } else if (members.contains(session)) {
            members = Set.of();
        }
    }

    /** {@return the sessions} */
    List<ClientSession> copy() {
        return List.copyOf(members);
    }

    /** Removes all sessions. */
    void clear() {
        members = Set.of();
    }
}
