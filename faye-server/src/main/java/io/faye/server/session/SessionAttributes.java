package io.faye.server.session;

import java.util.HashMap;
import java.util.Map;

/** The attributes of a session that belong to the server. Their names begin with {@code faye.}. */
public final class SessionAttributes {

    /** The attribute of a session that uses the {@code ack} extension. */
    public static final String ACKNOWLEDGES = "faye.ack";

    /** The attribute of a session that has not connected yet, if several processes may share the engine. */
    public static final String UNCONNECTED = "faye.unconnected";

    private static final String PREFIX = "faye.";

    private SessionAttributes() {}

    /**
     * {@return whether the client confirms by itself what it has received}
     *
     * @param attributes a session's attributes
     */
    public static boolean acknowledges(Map<String, String> attributes) {
        return attributes.containsKey(ACKNOWLEDGES);
    }

    /**
     * {@return whether the client has not connected in any process}
     *
     * @param attributes a session's attributes
     */
    public static boolean neverConnected(Map<String, String> attributes) {
        return attributes.containsKey(UNCONNECTED);
    }

    /**
     * {@return the attributes without those of the server}
     *
     * @param attributes a session's attributes
     */
    public static Map<String, String> visible(Map<String, String> attributes) {
        for (String name : attributes.keySet()) {
            if (isReserved(name)) {
                Map<String, String> visible = new HashMap<>(attributes);
                visible.keySet().removeIf(SessionAttributes::isReserved);
                return Map.copyOf(visible);
            }
        }
        return attributes;
    }

    /**
     * Refuses a name that belongs to the server.
     *
     * @param name an attribute's name
     * @throws IllegalArgumentException if the name is reserved
     */
    public static void requireUnreserved(String name) {
        if (isReserved(name)) {
            throw new IllegalArgumentException("Attribute names that begin with '" + PREFIX
                    + "' belong to the server; expected another name, but got '" + name + "'");
        }
    }

    private static boolean isReserved(String name) {
        return name.startsWith(PREFIX);
    }
}
