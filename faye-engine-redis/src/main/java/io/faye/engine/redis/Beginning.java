package io.faye.engine.redis;

import io.faye.protocol.ClientId;
import java.util.Map;

/** The creation of a session; known until the tail has read its entry, which does not hold the attributes. */
final class Beginning extends Operation<Void> {

    private final Map<String, String> attributes;

    Beginning(ClientId client, Map<String, String> attributes) {
        super(client, (operation, entry) -> operation.done());
        this.attributes = Map.copyOf(attributes);
    }

    Map<String, String> attributes() {
        return attributes;
    }

    @Override
    boolean isKept() {
        return true;
    }
}
