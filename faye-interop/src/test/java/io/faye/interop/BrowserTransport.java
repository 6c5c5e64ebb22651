package io.faye.interop;

import java.util.List;
import java.util.stream.Stream;

/** How a client in a browser talks to the server; it prefers the first that is not disabled. */
enum BrowserTransport {
    WEBSOCKET("websocket"),
    EVENTSOURCE("eventsource"),
    LONG_POLLING("long-polling");

    private final String wireName;

    BrowserTransport(String wireName) {
        this.wireName = wireName;
    }

    String wireName() {
        return wireName;
    }

    /** {@return its name when the page came from another origin} */
    String wireNameElsewhere() {
        return this == LONG_POLLING ? "cross-origin-" + wireName : wireName;
    }

    /** {@return what must be disabled for this one to be used} */
    List<String> disabled() {
        return Stream.of(values())
                .takeWhile(better -> better != this)
                .map(BrowserTransport::wireName)
                .toList();
    }
}
