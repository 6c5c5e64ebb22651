package io.faye.transport.http;

import io.faye.protocol.Json;
import io.faye.server.Health;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Decides who answers a request, by its path and method. */
final class Router {

    private static final Notice HANDLER_FAILED = new Notice(
            LoggerFactory.getLogger(Router.class), "The handler of {} failed (and {} more since the last line)");
    private static final Response FAILED = Response.text(500, "Internal server error");

    private final Site site;
    private final ClientScript script;

    Router(Site site) {
        this.site = site;
        this.script = new ClientScript(site.mount());
    }

    void serve(HttpRequest head, byte[] body, PendingReply reply, HttpConnection connection) {
        String path = Fields.path(head.uri());
        if (script.holds(path)) {
            reply.send(script.answer(path, head.headers()));
        } else if (site.mount().holds(path)) {
            bayeux(head, body, reply, connection);
        } else if (path.equals("/health") && isReading(head.method())) {
            answer(site.bayeux().health().thenApply(Router::health), path, reply);
        } else {
            fallback(call(head, path, body, connection), reply);
        }
    }

    private static boolean isReading(HttpMethod method) {
        return method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
    }

    private void bayeux(HttpRequest head, byte[] body, PendingReply reply, HttpConnection connection) {
        if (head.method().equals(HttpMethod.POST)) {
            post(head, body, reply, connection);
        } else if (head.method().equals(HttpMethod.OPTIONS)) {
            reply.send(preflight(head));
        } else if (head.method().equals(HttpMethod.GET)) {
            get(head, reply, connection);
        } else {
            reply.send(Response.BAD_REQUEST);
        }
    }

    /** Browsers send the forms of any page, with cookies, and keep from it only what is answered. */
    private void post(HttpRequest head, byte[] body, PendingReply reply, HttpConnection connection) {
        if (site.origins().admit(head)) {
            LongPolling.serve(head, body, reply, connection);
        } else {
            reply.send(Response.FORBIDDEN);
        }
    }

    private void get(HttpRequest head, PendingReply reply, HttpConnection connection) {
        boolean isSocket = Handshake.isAsked(head) && connection.isNext(reply);
        boolean isStream = EventStream.isAsked(head) && connection.isNext(reply);
        if (!isSocket && !isStream) {
            CallbackPolling.serve(head, reply, connection);
        } else if (!site.origins().admit(head)) {
            reply.send(Response.FORBIDDEN);
        } else if (isSocket) {
            Handshake.accept(head, site, connection);
        } else {
            EventStream.open(head, reply, connection);
        }
    }

    private Response preflight(HttpRequest head) {
        String origin = site.origins().allowing(head);
        if (origin != null) {
            return Response.preflight(origin);
        }
        return site.origins().isAny() ? Response.openPreflight() : Response.closedPreflight();
    }

    private static HttpReply health(Health health) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("status", health.up() ? "up" : "down");
        fields.put("engine", health.engine());
        fields.put("detail", health.detail());
        return HttpReply.json(health.up() ? 200 : 503, Json.of(fields) + "\n").with("Cache-Control", "no-store");
    }

    private static HttpCall call(HttpRequest head, String path, byte[] body, HttpConnection connection) {
        return new HttpCall(
                head.method().name(),
                path,
                Fields.query(head.uri()),
                Fields.headers(head.headers()),
                body,
                connection.client(head),
                head.protocolVersion().text());
    }

    private void fallback(HttpCall call, PendingReply reply) {
        try {
            answer(site.fallback().handle(call), call.path(), reply);
        } catch (RuntimeException e) {
            fail(e, call.path(), reply);
        }
    }

    private static void answer(CompletionStage<HttpReply> answer, String path, PendingReply reply) {
        answer.whenComplete((ready, failure) -> {
            if (failure != null || ready == null) {
                fail(failure, path, reply);
            } else {
                reply.send(Response.of(ready));
            }
        });
    }

    private static void fail(@Nullable Throwable failure, String path, PendingReply reply) {
        HANDLER_FAILED.about(Fields.plain(path), failure);
        reply.send(FAILED);
    }
}
