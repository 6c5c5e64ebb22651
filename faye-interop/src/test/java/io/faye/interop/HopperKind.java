package io.faye.interop;

/** How a client that changes its server connects, and whether it confirms by itself what it has received. */
enum HopperKind {
    WEBSOCKET_WITH_ACK,
    WEBSOCKET,
    POLLING_WITH_ACK,
    POLLING;

    boolean acknowledges() {
        return this == WEBSOCKET_WITH_ACK || this == POLLING_WITH_ACK;
    }

    /** {@return a client of this kind, subscribed to a channel} */
    Hopper begin(Service service, String channel, long seed) {
        return switch (this) {
            case WEBSOCKET, WEBSOCKET_WITH_ACK -> new SocketHopper(service, channel, this, seed);
            case POLLING, POLLING_WITH_ACK -> new PollingHopper(service, channel, this, seed);
        };
    }
}
