package io.faye.transport.http;

import io.faye.protocol.Message;
import io.faye.protocol.MessageCodec;
import io.faye.transport.Cors;
import io.faye.transport.Payloads;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A response without what depends on the connection: whether it stays open, what time it is. */
record Response(int status, String fields, Content content) {

    private static final byte[] EMPTY = {};

    static final Response BAD_REQUEST = text(400, "Bad request");
    static final Response FORBIDDEN = text(403, "Origin not allowed");

    /** Goes ahead of the real response. */
    static final Response CONTINUE = new Response(100, "", Bytes.NONE);

    private static final String JSON = lines(
            "Content-Type: application/json; charset=utf-8",
            "Cache-Control: no-cache, no-store",
            "X-Content-Type-Options: nosniff");
    private static final String SCRIPT = lines(
            "Content-Type: text/javascript; charset=utf-8",
            "Cache-Control: no-cache, no-store",
            "X-Content-Type-Options: nosniff",
            "Content-Disposition: attachment; filename=f.txt");

    static String lines(String... fields) {
        return String.join("\r\n", fields) + "\r\n";
    }

    static String lines(Map<String, String> fields) {
        StringBuilder lines = new StringBuilder();
        fields.forEach(
                (name, value) -> lines.append(name).append(": ").append(value).append("\r\n"));
        return lines.toString();
    }

    /** {@return the fields that let pages of an origin read a response} */
    static String allow(String origin) {
        return lines(Cors.allow(origin));
    }

    static Response text(int status, String text) {
        return of(HttpReply.text(status, text));
    }

    static Response of(HttpReply reply) {
        StringBuilder fields = new StringBuilder();
        reply.headers()
                .forEach((name, values) -> values.forEach(
                        value -> fields.append(name).append(": ").append(value).append("\r\n")));
        return new Response(reply.status(), fields.toString(), reply.content());
    }

    static Response messages(List<Message> messages, @Nullable String origin) {
        return messages(200, messages, origin);
    }

    static Response messages(int status, List<Message> messages, @Nullable String origin) {
        Content array = isShort(messages) ? Bytes.own(MessageCodec.encode(messages)) : MessageText.array(messages);
        return new Response(status, origin == null ? JSON : JSON + allow(origin), array);
    }

    static Response script(String callback, List<Message> messages, @Nullable String origin) {
        Content call = isShort(messages)
                ? Bytes.own(Payloads.script(callback, MessageCodec.encode(messages)))
                : MessageText.script(callback, messages);
        return new Response(200, origin == null ? SCRIPT : SCRIPT + allow(origin), call);
    }

    private static boolean isShort(List<Message> messages) {
        return MessageText.arrayLength(messages) <= Content.WHOLE;
    }

    boolean isInterim() {
        return status < 200;
    }

    /** {@return whether the body follows in pieces what {@link #encode} makes} */
    boolean isInPieces(PendingReply request) {
        return content.length() > 0 && !isSmall() && !hasNoBody(request);
    }

    private boolean isSmall() {
        return content instanceof Bytes && content.length() <= Content.WHOLE;
    }

    /** {@return the response, or its head if the body follows in pieces} */
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
        byte[] body = isSmall() && !hasNoBody(request) ? ((Bytes) content).bytes() : EMPTY;
        return join(allocator, head.append("\r\n").toString(), body);
    }

    private boolean hasNoBody(PendingReply request) {
        return isBodiless() || request.isHead();
    }

    private boolean isBodiless() {
        return isInterim() || status == 204 || status == 304;
    }

    private void appendConnection(StringBuilder head, PendingReply request, boolean last) {
        if (!isBodiless()) {
            head.append("Content-Length: ").append(content.length()).append("\r\n");
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
