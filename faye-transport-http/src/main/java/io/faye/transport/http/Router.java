package io.faye.transport.http;

import io.faye.protocol.BayeuxError;
import io.faye.protocol.Json;
import io.faye.protocol.MalformedMessageException;
import io.faye.protocol.Message;
import io.faye.protocol.Message.Field;
import io.faye.server.Health;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides who answers a request, by its path and method. */
final class Router {

    private static final Logger LOG = LoggerFactory.getLogger(Router.class);
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
            answer(site.bayeux().health().thenApply(Router::health), reply);
        } else {
            fallback(call(head, path, body, connection), reply);
        }
    }

    private static boolean isReading(HttpMethod method) {
        return method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
    }

    private void bayeux(HttpRequest head, byte[] body, PendingReply reply, HttpConnection connection) {
        if (head.method().equals(HttpMethod.POST) && isJson(head)) {
            poll(head, body, reply, connection);
        } else if (head.method().equals(HttpMethod.OPTIONS)) {
            reply.send(Response.preflight(origin(head)));
        } else if (Handshake.isAsked(head) && connection.isNext(reply)) {
            Handshake.accept(head, site, connection);
        } else {
            reply.send(Response.BAD_REQUEST);
        }
    }

    private static boolean isJson(HttpRequest head) {
        String type = head.headers().get(HttpHeaderNames.CONTENT_TYPE, "");
        int end = type.indexOf(';');
        return (end < 0 ? type : type.substring(0, end)).strip().equalsIgnoreCase("application/json");
    }

    private static @Nullable String origin(HttpRequest head) {
        return head.headers().get(HttpHeaderNames.ORIGIN);
    }

    private void poll(HttpRequest head, byte[] body, PendingReply reply, HttpConnection connection) {
        String origin = origin(head);
        try {
            List<Message> messages = site.bayeux().codec().decode(body);
            connection
                    .peer()
                    .receive(
                            messages,
                            new PollRequest(head, connection.channel.remoteAddress()),
                            replies -> reply.send(Response.messages(replies, origin)));
        } catch (MalformedMessageException e) {
            reply.send(e.error()
                    .map(error -> Response.messages(refusal(error), origin))
                    .orElse(Response.BAD_REQUEST));
        }
    }

    /** What to answer when messages cannot be told apart, but the reason can be told. */
    static List<Message> refusal(BayeuxError error) {
        return List.of(Message.EMPTY.with(Field.SUCCESSFUL, Json.FALSE).with(Field.ERROR, Json.of(error.toString())));
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
                connection.channel.remoteAddress());
    }

    private void fallback(HttpCall call, PendingReply reply) {
        try {
            answer(site.fallback().handle(call), reply);
        } catch (RuntimeException e) {
            fail(e, reply);
        }
    }

    private static void answer(CompletionStage<HttpReply> answer, PendingReply reply) {
        answer.whenComplete((ready, failure) -> {
            if (failure != null || ready == null) {
                fail(failure, reply);
            } else {
                reply.send(Response.of(ready));
            }
        });
    }

    private static void fail(@Nullable Throwable failure, PendingReply reply) {
        LOG.warn("The handler of other paths failed", failure);
        reply.send(FAILED);
    }
}
