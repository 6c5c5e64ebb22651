package io.faye.interop;

/** The ways that clients of others talk to the server. */
public enum Transport {
    WEBSOCKET("websocket"),
    LONG_POLLING("long-polling"),
    FORM_POLLING("cross-origin-long-polling"),
    CALLBACK_POLLING("callback-polling");

    private final String wireName;

    Transport(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }
}
