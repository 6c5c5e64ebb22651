package io.faye.protocol;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A way to receive messages, by the names of Bayeux 1.0 and Faye. */
public enum ConnectionType {
    /** HTTP POST, answered when there is something to say. */
    LONG_POLLING("long-polling"),
    /** The same from another origin, as a form. */
    CROSS_ORIGIN_LONG_POLLING("cross-origin-long-polling"),
    /** HTTP GET, answered with a script. */
    CALLBACK_POLLING("callback-polling"),
    /** A WebSocket (RFC 6455). */
    WEBSOCKET("websocket"),
    /** Server-sent events, with requests by POST. */
    EVENTSOURCE("eventsource"),
    /** A client inside the server's own process. */
    IN_PROCESS("in-process");

    private static final Map<String, ConnectionType> BY_NAME = byName();
    private static final Json ALL =
            Json.of(Arrays.stream(values()).map(ConnectionType::toString).toList());

    private final String wireName;

    ConnectionType(String wireName) {
        this.wireName = wireName;
    }

    /**
     * {@return the type of this name, or empty if there is none}
     *
     * @param name a name as it stands in a message; case matters
     */
    public static Optional<ConnectionType> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** {@return all names in the order in which Faye lists them, as a JSON array} */
    public static Json all() {
        return ALL;
    }

    /** {@return the name on the wire} */
    @Override
    public String toString() {
        return wireName;
    }

    private static Map<String, ConnectionType> byName() {
        Map<String, ConnectionType> types = new LinkedHashMap<>();
        for (ConnectionType type : values()) {
            types.put(type.wireName, type);
        }
        return Collections.unmodifiableMap(types);
    }
}
