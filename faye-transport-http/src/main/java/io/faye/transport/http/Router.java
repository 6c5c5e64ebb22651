package io.faye.transport.http;

import io.faye.transport.ClientScript;
import io.faye.transport.ScriptFile;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import java.time.Duration;

/** Decides who answers a request, by its path and method. */
final class Router {

    /** How long a handler of other paths may take: long enough to wait for slow services. */
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private static final Response NO_SCRIPT = new Response(404, "", Bytes.NONE);

    private final Site site;
    private final ClientScript script;
    private final HealthPages health;
    private final FallbackCalls fallback;

    Router(Site site) {
        this.site = site;
        this.script = new ClientScript(site.mount());
        this.health = new HealthPages(site.bayeux());
        this.fallback = new FallbackCalls(site.fallback(), LIMIT);
    }

    void serve(HttpRequest head, byte[] body, PendingReply reply, HttpConnection connection) {
        String path = Fields.path(head.uri());
        if (script.holds(path)) {
            reply.send(script(path, head.headers()));
        } else if (site.mount().holds(path)) {
            bayeux(head, body, reply, connection);
        } else if (HealthPages.hold(head, path)) {
            health.answer(path).thenAccept(page -> reply.send(Response.of(page)));
        } else {
            fallback.handle(call(head, path, body, connection)).thenAccept(reply::send);
        }
    }

    private Response script(String path, HttpHeaders headers) {
        return script.file(path)
                .map(file -> script(
                        file,
                        file.isKnown(
                                headers.getAll(HttpHeaderNames.IF_NONE_MATCH),
                                headers.get(HttpHeaderNames.IF_MODIFIED_SINCE, ""))))
                .orElse(NO_SCRIPT);
    }

    private static Response script(ScriptFile file, boolean isKnown) {
        return isKnown
                ? new Response(304, Response.lines(file.unchangedFields()), Bytes.NONE)
                : new Response(200, Response.lines(file.fields()), Bytes.shared(file.content()));
    }

    private void bayeux(HttpRequest head, byte[] body, PendingReply reply, HttpConnection connection) {
        if (head.method().equals(HttpMethod.POST)) {
            post(head, body, reply, connection);
        } else if (head.method().equals(HttpMethod.OPTIONS)) {
            reply.send(site.preflight().answer(head));
        } else if (head.method().equals(HttpMethod.GET)) {
            get(head, reply, connection);
        } else {
            reply.refuse(head, Response.BAD_REQUEST, "its method is none of POST, GET and OPTIONS");
        }
    }

    /** Browsers send the forms of any page, with cookies, and keep from it only what is answered. */
    private void post(HttpRequest head, byte[] body, PendingReply reply, HttpConnection connection) {
        if (Fields.isOriginAdmitted(head, site)) {
            LongPolling.serve(head, body, reply, connection);
        } else {
            reply.refuseOrigin(head);
        }
    }

    private void get(HttpRequest head, PendingReply reply, HttpConnection connection) {
        boolean isSocket = Handshake.isAsked(head) && connection.isNext(reply);
        boolean isStream = EventStream.isAsked(head) && connection.isNext(reply);
        if (!isSocket && !isStream) {
            CallbackPolling.serve(head, reply, connection);
        } else if (!Fields.isOriginAdmitted(head, site)) {
            reply.refuseOrigin(head);
        } else if (isSocket) {
            Handshake.accept(head, site, connection);
        } else {
            EventStream.open(head, reply, connection);
        }
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
}
