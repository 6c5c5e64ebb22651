package io.faye.servlet;

import io.faye.transport.HeaderLists;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Base64;
import java.util.Collections;

/** Tells whether a WebSocket is asked for, and whether the container has any. It knows no class of Jakarta WebSocket. */
final class WebSocketUpgrade {

    /** The attribute in which containers offer WebSockets (Jakarta WebSocket 2.1, section 6.4). */
    static final String CONTAINER = "jakarta.websocket.server.ServerContainer";

    private static final int KEY_BYTES = 16;

    private WebSocketUpgrade() {}

    static boolean isAvailable(ServletContext context) {
        return context.getAttribute(CONTAINER) != null;
    }

    static boolean isAsked(HttpServletRequest request) {
        return hasToken(request, "Upgrade", "websocket")
                && hasToken(request, "Connection", "upgrade")
                && Router.header(request, "Sec-WebSocket-Version").strip().equals("13")
                && isKey(Router.header(request, "Sec-WebSocket-Key"));
    }

    private static boolean hasToken(HttpServletRequest request, String name, String token) {
        return HeaderLists.hasToken(Collections.list(request.getHeaders(name)), token);
    }

    private static boolean isKey(String key) {
        try {
            return Base64.getDecoder().decode(key.strip()).length == KEY_BYTES;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
