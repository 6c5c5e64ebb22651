package io.faye.servlet;

import io.faye.transport.HeaderLists;
import io.faye.transport.ScriptFile;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decides who answers a request, by its path, method and header fields. */
final class Router {

    private final MountContext mount;

    Router(MountContext mount) {
        this.mount = mount;
    }

    void serve(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException {
        String path = path(request);
        if (mount.script().holds(path)) {
            script(path, request).write(response, request.getMethod().equals("HEAD"));
            return;
        }
        switch (request.getMethod()) {
            case "POST" -> post(request, response);
            case "OPTIONS" ->
                Answer.empty(200, mount.cors().preflight(origin(request))).write(response, false);
            case "GET" -> get(path, request, response);
            default -> refuse(request, response, 400, "Bad request", "its method is none of POST, GET and OPTIONS");
        }
    }

    /** The path below the application's own, decoded. */
    private static String path(HttpServletRequest request) {
        String more = request.getPathInfo();
        return more == null ? request.getServletPath() : request.getServletPath() + more;
    }

    private Answer script(String path, HttpServletRequest request) {
        ScriptFile file = mount.script().file(path).orElse(null);
        if (file == null) {
            return Answer.empty(404, Map.of());
        }
        List<String> tags = Collections.list(request.getHeaders("If-None-Match"));
        return file.isKnown(tags, header(request, "If-Modified-Since"))
                ? Answer.empty(304, file.unchangedFields())
                : new Answer(200, file.fields(), file.content());
    }

    /** Browsers send the forms of any page, with cookies, and keep from it only what is answered. */
    private void post(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (mount.origins().admits(origin(request))) {
            LongPolling.begin(mount, request, response);
        } else {
            refuseOrigin(request, response);
        }
    }

    private void get(String path, HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        boolean isSocket =
                WebSocketUpgrade.isAsked(request) && WebSocketUpgrade.isAvailable(request.getServletContext());
        boolean isStream = HeaderLists.members(header(request, "Accept")).anyMatch("text/event-stream"::equals);
        if (!isSocket && !isStream) {
            script(request, response);
        } else if (!mount.origins().admits(origin(request))) {
            refuseOrigin(request, response);
        } else if (isSocket) {
            WebSocketHandshake.accept(mount, request, response);
        } else {
            EventStreamConnection.open(mount, path, request, response);
        }
    }

    private void script(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!CallbackPolling.isHarmless(request)) {
            refuse(request, response, 400, "Bad request", "its callback is no name of a function");
        } else if (!mount.origins().admitsScript(origin(request), header(request, "Referer"))) {
            refuseOrigin(request, response);
        } else {
            CallbackPolling.begin(mount, request, response);
        }
    }

    private void refuse(
            HttpServletRequest request, HttpServletResponse response, int status, String text, String reason)
            throws IOException {
        mount.refusals().request(RequestFacts.of("http", request).remote(), status, reason);
        Answer.text(status, text).write(response, request.getMethod().equals("HEAD"));
    }

    private void refuseOrigin(HttpServletRequest request, HttpServletResponse response) throws IOException {
        mount.refusals().origin(RequestFacts.of("http", request).remote(), header(request, "Origin"));
        Answer.text(403, "Origin not allowed").write(response, false);
    }

    static @Nullable String origin(HttpServletRequest request) {
        return request.getHeader("Origin");
    }

    static String header(HttpServletRequest request, String name) {
        String value = request.getHeader(name);
        return value == null ? "" : value;
    }

    void close() {
        mount.close();
    }
}
