package io.faye.transport.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Polls by POST: of JSON, or of a form, which browsers send across origins without asking beforehand. */
final class LongPolling {

    private LongPolling() {}

    static void serve(HttpRequest head, byte[] body, PendingReply reply, HttpConnection connection) {
        boolean isJson = isJson(head);
        String transport = isJson ? "long-polling" : "cross-origin-long-polling";
        byte[] json = isJson ? body : message(body);
        if (json == null) {
            reply.send(Response.BAD_REQUEST);
            return;
        }
        String origin = connection.site.origins().allowing(head);
        new Polling(transport, head, reply, connection).serve(json, replies -> Response.messages(replies, origin));
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
