package io.faye.transport.http.server;

import io.faye.transport.ClientScript;
import io.faye.transport.Cors;
import io.faye.transport.OversizedRequest;
import io.faye.transport.ScriptFile;
import io.faye.transport.http.connection.ServerContext;
import io.faye.transport.http.content.ByteContent;
import io.faye.transport.http.eventstream.EventStreamHandshake;
import io.faye.transport.http.header.RequestFields;
import io.faye.transport.http.http1.HttpConnection;
import io.faye.transport.http.http1.PendingResponse;
import io.faye.transport.http.http1.RequestHandler;
import io.faye.transport.http.http1.Response;
import io.faye.transport.http.polling.CallbackPolling;
import io.faye.transport.http.polling.LongPolling;
import io.faye.transport.http.websocket.WebSocketHandshake;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;

/** Chooses what answers a request, by its path and method. */
public final class Router implements RequestHandler {

    private static final Response NO_SCRIPT = new Response(404, "", ByteContent.NONE);

    private final ServerContext server;
    private final Cors cors;
    private final ClientScript script;
    private final HealthPages health;
    private final WebSocketHandshake webSockets;
    private final Fallback fallback;

    /**
     * Routes requests.
     *
     * @param server the server
     * @param cors answers browsers that ask whether pages of other origins may send a request
     * @param fallback serves paths that are not the server's own
     */
    public Router(ServerContext server, Cors cors, Fallback fallback) {
        this.server = server;
        this.cors = cors;
        this.fallback = fallback;
        this.webSockets = new WebSocketHandshake(server);
        this.script = new ClientScript(server.mount());
        this.health = new HealthPages(server.bayeux());
    }

    @Override
    public void serve(HttpRequest head, byte[] body, PendingResponse reply, HttpConnection connection) {
        String path = RequestFields.path(head.uri());
        if (script.holds(path)) {
            reply.send(script(path, head.headers()));
        } else if (server.mount().holds(path)) {
            bayeux(head, body, reply, connection);
        } else if (HealthPages.hold(head, path)) {
            health.answer(path).thenAccept(reply::send);
        } else {
            fallback.answer(head, body, connection.client(head)).thenAccept(reply::send);
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
                ? new Response(304, Response.lines(file.unchangedFields()), ByteContent.NONE)
                : new Response(200, Response.lines(file.fields()), ByteContent.shared(file.content()));
    }

    private void bayeux(HttpRequest head, byte[] body, PendingResponse reply, HttpConnection connection) {
        if (head.method().equals(HttpMethod.POST)) {
            post(head, body, reply, connection);
        } else if (head.method().equals(HttpMethod.OPTIONS)) {
            reply.send(preflight(head));
        } else if (head.method().equals(HttpMethod.GET)) {
            get(head, reply, connection);
        } else {
            reply.refuse(head, Response.BAD_REQUEST, "its method is none of POST, GET and OPTIONS");
        }
    }

    /** Browsers send the forms of any page, with cookies, and keep from it only what is answered. */
    private void post(HttpRequest head, byte[] body, PendingResponse reply, HttpConnection connection) {
        if (server.admitsOrigin(head)) {
            LongPolling.serve(head, body, reply, connection);
        } else {
            reply.refuseOrigin(head);
        }
    }

    private void get(HttpRequest head, PendingResponse reply, HttpConnection connection) {
        boolean isSocket = WebSocketHandshake.isAsked(head) && connection.isNext(reply);
        boolean isStream = EventStreamHandshake.isAsked(head) && connection.isNext(reply);
        if (!isSocket && !isStream) {
            CallbackPolling.serve(head, reply, connection);
        } else if (!server.admitsOrigin(head)) {
            reply.refuseOrigin(head);
        } else if (isSocket) {
            webSockets.accept(head, connection);
        } else {
            EventStreamHandshake.open(head, reply, connection);
        }
    }

    /** Fetch, section 3.2.2. */
    private Response preflight(HttpRequest head) {
        String origin = head.headers().get(HttpHeaderNames.ORIGIN);
        return new Response(200, Response.lines(cors.preflight(origin)), ByteContent.NONE);
    }

    @Override
    public boolean readsOversized(HttpRequest head) {
        return head.method().equals(HttpMethod.POST) && server.mount().holds(RequestFields.path(head.uri()));
    }

    @Override
    public OversizedRequest oversized(HttpRequest head) {
        return LongPolling.oversized(head, server);
    }

    @Override
    public void refuse(HttpRequest head, OversizedRequest body, PendingResponse reply, HttpConnection connection) {
        LongPolling.refuse(head, body, reply, connection);
    }

    @Override
    public boolean refuse(String target, HttpConnection connection) {
        return CallbackPolling.refuse(target, connection);
    }
}
