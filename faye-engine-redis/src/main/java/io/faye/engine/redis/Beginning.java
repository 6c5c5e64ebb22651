package io.faye.engine.redis;

import io.faye.protocol.ClientId;
import java.util.Map;

/** The beginning of a session. */
final class Beginning extends Operation<ClientId> {

    private final Map<String, String> attributes;

    Beginning(ClientId client, Map<String, String> attributes) {
        super(client);
        this.attributes = Map.copyOf(attributes);
    }

    Map<String, String> attributes() {
        return attributes;
    }
}
