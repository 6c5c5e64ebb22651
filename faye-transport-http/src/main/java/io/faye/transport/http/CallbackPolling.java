package io.faye.transport.http;

import io.faye.protocol.BayeuxError;
import io.faye.protocol.Message;
import io.faye.protocol.RequestOutline;
import io.faye.transport.Callback;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Polls by GET, answered by a script that calls back: JSON-P, for browsers that know nothing of CORS. */
final class CallbackPolling {

    private static final String TRANSPORT = "callback-polling";

    private CallbackPolling() {}

    static void serve(HttpRequest head, PendingReply reply, HttpConnection connection) {
        Map<String, List<String>> query = Fields.query(head.uri());
        Callback callback = Callback.of(query);
        if (!callback.isHarmless()) {
            reply.refuse(head, Response.BAD_REQUEST, "its callback is no name of a function");
        } else if (!isScriptAdmitted(head, connection.site)) {
            reply.refuseOrigin(head);
        } else {
            String origin = Fields.allowedOrigin(head, connection.site);
            byte[] json = Callback.message(query).getBytes(StandardCharsets.UTF_8);
            new Polling(TRANSPORT, head, reply, connection)
                    .serve(json, replies -> Response.script(callback.name(), replies, origin));
        }
    }

    /** {@return whether a fault is a request line that is too long, and each message in it is refused} */
    static boolean refuse(Throwable fault, HttpConnection connection) {
        String target = fault instanceof LongTarget line ? line.target().orElse("") : "";
        Site site = connection.site;
        // From what page the script was asked for stands in header fields, which have not been read.
        if (!site.origins().isAny() || !site.mount().holds(Fields.path(target))) {
            return false;
        }
        Callback callback = Callback.of(Fields.query(target));
        List<Message> messages = messages(target, site);
        boolean refuses = callback.isHarmless() && !messages.isEmpty();
        if (refuses) {
            refuse(callback.name(), messages, target.length(), connection);
        }
        return refuses;
    }

    private static List<Message> messages(String target, Site site) {
        byte[] json = Callback.message(Fields.query(target)).getBytes(StandardCharsets.UTF_8);
        RequestOutline outline =
                new RequestOutline(site.bayeux().codec().limits().maxMessages());
        outline.add(json, 0, json.length);
        return outline.messages(BayeuxError.tooLarge(site.limits().maxHeaders()));
    }

    private static void refuse(String callback, List<Message> messages, int length, HttpConnection connection) {
        Site site = connection.site;
        HttpRequest head = new DefaultHttpRequest(
                HttpVersion.HTTP_1_1, HttpMethod.GET, site.mount().path());
        site.refusals()
                .tooLarge(
                        connection.client(head),
                        TRANSPORT,
                        length,
                        site.limits().maxHeaders(),
                        messages);
        new Polling(TRANSPORT, head, connection.expectLast(), connection)
                .serve(messages, replies -> Response.script(callback, replies, null));
    }

    private static boolean isScriptAdmitted(HttpRequest head, Site site) {
        String referer = head.headers().get(HttpHeaderNames.REFERER, "");
        return site.origins().admitsScript(head.headers().get(HttpHeaderNames.ORIGIN), referer);
    }
}
