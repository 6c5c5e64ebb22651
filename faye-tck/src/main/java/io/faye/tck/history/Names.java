package io.faye.tck.history;

import io.faye.protocol.ClientId;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What clients are called where people read of them. */
final class Names {

    private final Map<ClientId, String> names = new HashMap<>();

    /** {@return the name given, or a number in the order of being asked for} */
    String of(@Nullable ClientId client) {
        return client == null ? "nobody" : names.computeIfAbsent(client, key -> "client" + (names.size() + 1));
    }

    void give(ClientId client, String name) {
        names.put(client, name);
    }
}
