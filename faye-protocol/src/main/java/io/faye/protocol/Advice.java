package io.faye.protocol;

import java.time.Duration;

/** What a server tells a client about connecting again (Bayeux 1.0, section 2.2.1, "advice"). */
public final class Advice {

    private static final Advice HANDSHAKE = new Advice(Json.parse("{\"reconnect\":\"handshake\"}"));
    private static final Advice NONE = new Advice(Json.parse("{\"reconnect\":\"none\"}"));

    private final Json json;

    private Advice(Json json) {
        this.json = json;
    }

    /**
     * {@return connect again}
     *
     * @param interval how long to wait before; whole milliseconds count
     * @param timeout how long the server will hold the connect; whole milliseconds count
     */
    public static Advice retry(Duration interval, Duration timeout) {
        return new Advice(Json.parse("{\"reconnect\":\"retry\",\"interval\":" + interval.toMillis() + ",\"timeout\":"
                + timeout.toMillis() + "}"));
    }

    /**
     * {@return connect again, with what was said before about the rest}
     *
     * @param interval how long to wait before; whole milliseconds count
     */
    public static Advice retry(Duration interval) {
        return new Advice(Json.parse("{\"reconnect\":\"retry\",\"interval\":" + interval.toMillis() + "}"));
    }

    /** {@return the session is gone: shake hands again} */
    public static Advice handshake() {
        return HANDSHAKE;
    }

    /**
     * {@return shake hands again, but not at once}
     *
     * @param interval how long to wait before; whole milliseconds count
     */
    public static Advice handshake(Duration interval) {
        return new Advice(Json.parse("{\"reconnect\":\"handshake\",\"interval\":" + interval.toMillis() + "}"));
    }

    /** {@return do not come back} */
    public static Advice none() {
        return NONE;
    }

    /** {@return the advice as the value of a message's {@code advice} field} */
    public Json toJson() {
        return json;
    }

    @Override
    public String toString() {
        return json.toString();
    }
}
