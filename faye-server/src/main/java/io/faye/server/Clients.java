package io.faye.server;

import io.faye.protocol.ClientId;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The sessions that this process has to do with: begun here, or seen here since. */
final class Clients {

    private final Map<ClientId, Connection> connections = new ConcurrentHashMap<>();

    /** {@return the client's entry, a new one if need be} One that turns out to name no session must be left again. */
    Connection enter(ClientId client, Function<ClientId, Connection> maker) {
        Connection known = connections.get(client);
        return known != null ? known : connections.computeIfAbsent(client, maker);
    }

    /** Forgets an entry that never stood for a session. */
    void leave(Connection connection) {
        if (!connection.isConfirmed()) {
            connections.remove(connection.client(), connection);
        }
    }

    /** Forgets the entry of a session that is over, or is not read here any more. */
    void remove(Connection connection) {
        connections.remove(connection.client(), connection);
    }

    Collection<Connection> all() {
        return connections.values();
    }
}
