package io.faye.interop;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How a client in a browser talks to the server; it prefers the first that works and is not disabled. */
enum BrowserTransport {
    WEBSOCKET("websocket", "^GET .*\r\nUpgrade: websocket\r\n"),
    EVENTSOURCE("eventsource", "^GET .*\r\nAccept: text/event-stream\r\n"),
    LONG_POLLING("long-polling", "^POST .*\r\nSec-Fetch-Site: same-origin\r\n"),
    CROSS_ORIGIN_LONG_POLLING("cross-origin-long-polling", "^POST .*\r\nSec-Fetch-Site: (same|cross)-site\r\n"),
    CALLBACK_POLLING("callback-polling", "^GET \\S+[?&]jsonp=\\S+ .*\r\nSec-Fetch-Dest: script\r\n");

    private final String wireName;
    private final Pattern request;

    BrowserTransport(String wireName, String request) {
        this.wireName = wireName;
        this.request = Pattern.compile(request, Pattern.DOTALL);
    }

    String wireName() {
        return wireName;
    }

    /** {@return the one that has such requests, by what browsers say of their own accord} */
    static BrowserTransport ofRequest(String head) {
        return Stream.of(values())
                .filter(transport -> transport.request.matcher(head).find())
                .findFirst()
                .orElseThrow(() -> new AssertionError("No transport has requests such as this:\n" + head));
    }

    /** {@return what must be disabled for this one to be used} */
    List<String> disabled() {
        return Stream.of(values())
                .takeWhile(better -> better != this)
                .map(BrowserTransport::wireName)
                .toList();
    }
}
