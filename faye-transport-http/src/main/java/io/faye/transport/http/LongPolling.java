package io.faye.transport.http;

import io.faye.protocol.Message;
import io.faye.transport.OversizedRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Polls by POST: of JSON, or of a form, which browsers send across origins without asking beforehand. */
final class LongPolling {

    private LongPolling() {}

    static void serve(HttpRequest head, byte[] body, PendingReply reply, HttpConnection connection) {
        byte[] json = isJson(head) ? body : message(body);
        if (json == null) {
            reply.refuse(head, Response.BAD_REQUEST, "its form has no field 'message'");
            return;
        }
        String origin = Fields.allowedOrigin(head, connection.site);
        new Polling(transport(head), head, reply, connection)
                .serve(json, replies -> Response.messages(replies, origin));
    }

    private static String transport(HttpRequest head) {
        return isJson(head) ? "long-polling" : "cross-origin-long-polling";
    }

    /** {@return what reads a body that is longer than the limit} */
    static OversizedRequest oversized(HttpRequest head, Site site) {
        int limit = site.limits().maxBody();
        int maxMessages = site.bayeux().codec().limits().maxMessages();
        return isJson(head) ? OversizedRequest.ofJson(maxMessages, limit) : OversizedRequest.ofForm(maxMessages, limit);
    }

    /** Refuses each of the messages of a body that is longer than the limit. */
    static void refuse(HttpRequest head, OversizedRequest body, PendingReply reply, HttpConnection connection) {
        Site site = connection.site;
        List<Message> messages = body.messages();
        site.refusals().tooLarge(connection.client(head), transport(head), body.length(), body.limit(), messages);
        if (!Fields.isOriginAdmitted(head, site)) {
            reply.refuseOrigin(head);
        } else if (messages.isEmpty()) {
            reply.send(Refusals.BODY_TOO_LARGE);
        } else {
            String origin = Fields.allowedOrigin(head, site);
            new Polling(transport(head), head, reply, connection)
                    .serve(messages, replies -> Response.messages(status(head), replies, origin));
        }
    }

    /** Faye's client in browsers reads no body of a response that failed, and would send the messages again for ever. */
    private static int status(HttpRequest head) {
        return head.headers().contains("X-Requested-With", "XMLHttpRequest", true) ? 200 : 413;
    }

    private static boolean isJson(HttpRequest head) {
        String type = head.headers().get(HttpHeaderNames.CONTENT_TYPE, "");
        int end = type.indexOf(';');
        return (end < 0 ? type : type.substring(0, end)).strip().equalsIgnoreCase("application/json");
    }

    private static byte @Nullable [] message(byte[] form) {
        List<String> messages =
                Fields.form(new String(form, StandardCharsets.UTF_8)).getOrDefault("message", List.of());
        return messages.isEmpty() ? null : messages.get(0).getBytes(StandardCharsets.UTF_8);
    }
}
