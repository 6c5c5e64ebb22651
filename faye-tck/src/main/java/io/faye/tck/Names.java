package io.faye.tck;

import io.faye.protocol.ClientId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What the test calls the sessions of its own; on a shared store there may be others. */
final class Names {

    private final Map<ClientId, String> names = new ConcurrentHashMap<>();

    void issued(ClientId client) {
        names.putIfAbsent(client, "(" + client.toString().substring(0, 6) + ")");
    }

    void name(ClientId client, String name) {
        names.put(client, name);
    }

    boolean knows(ClientId client) {
        return names.containsKey(client);
    }

    String of(ClientId client) {
        return names.getOrDefault(client, "(" + client + ")");
    }
}
