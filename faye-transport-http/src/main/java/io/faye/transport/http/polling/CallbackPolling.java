package io.faye.transport.http.polling;

import io.faye.protocol.BayeuxError;
import io.faye.protocol.Message;
import io.faye.protocol.RequestOutline;
import io.faye.transport.Callback;
import io.faye.transport.http.connection.ServerContext;
import io.faye.transport.http.header.RequestFields;
import io.faye.transport.http.http1.HttpConnection;
import io.faye.transport.http.http1.PendingResponse;
import io.faye.transport.http.http1.Response;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** JSON-P: polls by GET, whose response is a script that calls a function, for browsers without CORS. */
public final class CallbackPolling {

    private static final String TRANSPORT = "callback-polling";

    private CallbackPolling() {}

    public static void serve(HttpRequest head, PendingResponse reply, HttpConnection connection) {
        Map<String, List<String>> query = RequestFields.query(head.uri());
        Callback callback = Callback.of(query);
        if (!callback.isHarmless()) {
            reply.refuse(head, Response.BAD_REQUEST, "its callback is no name of a function");
        } else if (!isScriptAdmitted(head, connection.server())) {
            reply.refuseOrigin(head);
        } else {
            String origin = connection.server().allowedOrigin(head);
            byte[] json = Callback.message(query).getBytes(StandardCharsets.UTF_8);
            new Poll(TRANSPORT, head, reply, connection)
                    .serve(json, replies -> Response.script(callback.name(), replies, origin));
        }
    }

    /** {@return whether a request line that is too long has messages, and each of them is refused} */
    public static boolean refuse(String target, HttpConnection connection) {
        ServerContext server = connection.server();
        // From what page the script was asked for stands in header fields, which have not been read.
        if (!server.origins().isAny() || !server.mount().holds(RequestFields.path(target))) {
            return false;
        }
        Callback callback = Callback.of(RequestFields.query(target));
        List<Message> messages = messages(target, server);
        boolean refuses = callback.isHarmless() && !messages.isEmpty();
        if (refuses) {
            refuse(callback.name(), messages, target.length(), connection);
        }
        return refuses;
    }

    private static List<Message> messages(String target, ServerContext server) {
        byte[] json = Callback.message(RequestFields.query(target)).getBytes(StandardCharsets.UTF_8);
        RequestOutline outline =
                new RequestOutline(server.bayeux().codec().limits().maxMessages());
        outline.add(json, 0, json.length);
        return outline.messages(BayeuxError.tooLarge(server.limits().maxHeaders()));
    }

    private static void refuse(String callback, List<Message> messages, int length, HttpConnection connection) {
        ServerContext server = connection.server();
        HttpRequest head = new DefaultHttpRequest(
                HttpVersion.HTTP_1_1, HttpMethod.GET, server.mount().path());
        server.refusals()
                .tooLarge(
                        connection.client(head),
                        TRANSPORT,
                        length,
                        server.limits().maxHeaders(),
                        messages);
        new Poll(TRANSPORT, head, connection.expectLast(), connection)
                .serve(messages, replies -> Response.script(callback, replies, null));
    }

    private static boolean isScriptAdmitted(HttpRequest head, ServerContext server) {
        String referer = head.headers().get(HttpHeaderNames.REFERER, "");
        return server.origins().admitsScript(head.headers().get(HttpHeaderNames.ORIGIN), referer);
    }
}
