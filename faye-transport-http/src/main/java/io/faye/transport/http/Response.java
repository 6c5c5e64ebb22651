package io.faye.transport.http;

import io.faye.protocol.Message;
import io.faye.protocol.MessageCodec;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A response without what depends on the connection: whether it stays open, what time it is. */
@SuppressWarnings("ArrayRecordComponent")
record Response(int status, String fields, byte[] body) {

    private static final byte[] EMPTY = {};

    static final Response BAD_REQUEST = text(400, "Bad request");
    static final Response FORBIDDEN = text(403, "Origin not allowed");

    /** Goes ahead of the real response. */
    static final Response CONTINUE = new Response(100, "", EMPTY);

    private static final String JSON = lines(
            "Content-Type: application/json; charset=utf-8",
            "Cache-Control: no-cache, no-store",
            "X-Content-Type-Options: nosniff");
    private static final String SCRIPT = lines(
            "Content-Type: text/javascript; charset=utf-8",
            "Cache-Control: no-cache, no-store",
            "X-Content-Type-Options: nosniff",
            "Content-Disposition: attachment; filename=f.txt");
    private static final String PREFLIGHT = lines(
            "Access-Control-Allow-Headers: Accept, Authorization, Content-Type, Pragma, X-Requested-With",
            "Access-Control-Allow-Methods: POST, GET",
            "Access-Control-Max-Age: 86400");
    private static final String ANYBODY = lines("Access-Control-Allow-Origin: *");

    private static String lines(String... fields) {
        return String.join("\r\n", fields) + "\r\n";
    }

    private static String allow(String origin) {
        return lines("Access-Control-Allow-Origin: " + origin, "Access-Control-Allow-Credentials: true");
    }

    static Response text(int status, String text) {
        return of(HttpReply.text(status, text));
    }

    static Response of(HttpReply reply) {
        StringBuilder fields = new StringBuilder();
        reply.headers()
                .forEach((name, values) -> values.forEach(
                        value -> fields.append(name).append(": ").append(value).append("\r\n")));
        return new Response(reply.status(), fields.toString(), reply.body());
    }

    static Response messages(List<Message> messages, @Nullable String origin) {
        return new Response(200, origin == null ? JSON : JSON + allow(origin), MessageCodec.encode(messages));
    }

    static Response script(String callback, List<Message> messages, @Nullable String origin) {
        byte[] call = Payloads.script(callback, MessageCodec.encode(messages));
        return new Response(200, origin == null ? SCRIPT : SCRIPT + allow(origin), call);
    }

    static Response preflight(String origin) {
        return new Response(200, allow(origin) + PREFLIGHT, EMPTY);
    }

    /** Anybody may ask, but without credentials. */
    static Response openPreflight() {
        return new Response(200, ANYBODY + PREFLIGHT, EMPTY);
    }

    /** Without the fields that a browser waits for, which therefore asks nothing further. */
    static Response closedPreflight() {
        return new Response(200, "", EMPTY);
    }

    boolean isInterim() {
        return status < 200;
    }

    ByteBuf encode(ByteBufAllocator allocator, PendingReply request, boolean last, String date) {
        HttpResponseStatus known = HttpResponseStatus.valueOf(status);
        StringBuilder head = new StringBuilder(256)
                .append("HTTP/1.1 ")
                .append(known.codeAsText())
                .append(' ')
                .append(known.reasonPhrase())
                .append("\r\n")
                .append(fields);
        if (!isInterim()) {
            appendConnection(head, request, last);
            head.append("Date: ").append(date).append("\r\n");
        }
        return join(allocator, head.append("\r\n").toString(), isBodiless() || request.isHead() ? EMPTY : body);
    }

    private boolean isBodiless() {
        return isInterim() || status == 204 || status == 304;
    }

    private void appendConnection(StringBuilder head, PendingReply request, boolean last) {
        if (!isBodiless()) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        if (last) {
            head.append("Connection: close\r\n");
        } else if (request.isOldVersion()) {
            head.append("Connection: keep-alive\r\n");
        }
    }

    private static ByteBuf join(ByteBufAllocator allocator, String head, byte[] body) {
        byte[] bytes = head.getBytes(StandardCharsets.ISO_8859_1);
        return allocator
                .directBuffer(bytes.length + body.length)
                .writeBytes(bytes)
                .writeBytes(body);
    }
}
