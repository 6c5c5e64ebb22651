package io.faye.interop;

/** The ways that clients of others talk to the server. */
enum Transport {
    WEBSOCKET("websocket"),
    LONG_POLLING("long-polling");

    private final String wireName;

    Transport(String wireName) {
        this.wireName = wireName;
    }

    String wireName() {
        return wireName;
    }
}
