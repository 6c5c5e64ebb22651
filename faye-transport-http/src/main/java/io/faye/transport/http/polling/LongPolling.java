package io.faye.transport.http.polling;

import io.faye.protocol.Message;
import io.faye.transport.OversizedRequest;
import io.faye.transport.http.connection.ServerContext;
import io.faye.transport.http.header.RequestFields;
import io.faye.transport.http.http1.ErrorResponses;
import io.faye.transport.http.http1.HttpConnection;
import io.faye.transport.http.http1.PendingResponse;
import io.faye.transport.http.http1.Response;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Polls by POST: with JSON, or with a form, which browsers send to other origins without asking first. */
public final class LongPolling {

    private LongPolling() {}

    public static void serve(HttpRequest head, byte[] body, PendingResponse reply, HttpConnection connection) {
        byte[] json = isJson(head) ? body : message(body);
        if (json == null) {
            reply.refuse(head, Response.BAD_REQUEST, "its form has no field 'message'");
            return;
        }
        String origin = connection.server().allowedOrigin(head);
        new Poll(transport(head), head, reply, connection).serve(json, replies -> Response.messages(replies, origin));
    }

    private static String transport(HttpRequest head) {
        return isJson(head) ? "long-polling" : "cross-origin-long-polling";
    }

    /** {@return what reads a body that is longer than the limit} */
    public static OversizedRequest oversized(HttpRequest head, ServerContext server) {
        int limit = server.limits().maxBody();
        int maxMessages = server.bayeux().codec().limits().maxMessages();
        return isJson(head) ? OversizedRequest.ofJson(maxMessages, limit) : OversizedRequest.ofForm(maxMessages, limit);
    }

    /** Refuses each of the messages of a body that is longer than the limit. */
    public static void refuse(
            HttpRequest head, OversizedRequest body, PendingResponse reply, HttpConnection connection) {
        ServerContext server = connection.server();
        List<Message> messages = body.messages();
        server.refusals().tooLarge(connection.client(head), transport(head), body.length(), body.limit(), messages);
        if (!server.admitsOrigin(head)) {
            reply.refuseOrigin(head);
        } else if (messages.isEmpty()) {
            reply.send(ErrorResponses.BODY_TOO_LARGE);
        } else {
            String origin = server.allowedOrigin(head);
            new Poll(transport(head), head, reply, connection)
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
                RequestFields.form(new String(form, StandardCharsets.UTF_8)).getOrDefault("message", List.of());
        return messages.isEmpty() ? null : messages.get(0).getBytes(StandardCharsets.UTF_8);
    }
}
