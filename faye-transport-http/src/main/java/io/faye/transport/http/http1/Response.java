package io.faye.transport.http.http1;

import io.faye.protocol.Message;
import io.faye.protocol.MessageCodec;
import io.faye.transport.Cors;
import io.faye.transport.Payloads;
import io.faye.transport.http.content.ByteContent;
import io.faye.transport.http.content.Content;
import io.faye.transport.http.content.MessageContent;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A response without what depends on the connection: whether it stays open, and the time. */
public record Response(int status, String fields, Content content) {

    private static final byte[] EMPTY = {};
    private static final String TEXT = lines("Content-Type: text/plain; charset=utf-8");

    public static final Response BAD_REQUEST = text(400, "Bad request");
    static final Response FORBIDDEN = text(403, "Origin not allowed");

    /** Goes ahead of the real response. */
    static final Response CONTINUE = new Response(100, "", ByteContent.NONE);

    private static final String JSON = lines(
            "Content-Type: application/json; charset=utf-8",
            "Cache-Control: no-cache, no-store",
            "X-Content-Type-Options: nosniff");
    private static final String SCRIPT = lines(
            "Content-Type: text/javascript; charset=utf-8",
            "Cache-Control: no-cache, no-store",
            "X-Content-Type-Options: nosniff",
            "Content-Disposition: attachment; filename=f.txt");

    public static String lines(String... fields) {
        return String.join("\r\n", fields) + "\r\n";
    }

    public static String lines(Map<String, String> fields) {
        StringBuilder lines = new StringBuilder();
        fields.forEach(
                (name, value) -> lines.append(name).append(": ").append(value).append("\r\n"));
        return lines.toString();
    }

    /** {@return the fields that let pages of an origin read a response} */
    static String allow(String origin) {
        return lines(Cors.allow(origin));
    }

    public static Response text(int status, String text) {
        return new Response(status, TEXT, ByteContent.own(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** {@return JSON that no cache keeps} */
    public static Response json(int status, String json) {
        String fields = lines("Content-Type: application/json; charset=utf-8", "Cache-Control: no-store");
        return new Response(status, fields, ByteContent.own(json.getBytes(StandardCharsets.UTF_8)));
    }

    public static Response messages(List<Message> messages, @Nullable String origin) {
        return messages(200, messages, origin);
    }

    public static Response messages(int status, List<Message> messages, @Nullable String origin) {
        Content array =
                isShort(messages) ? ByteContent.own(MessageCodec.encode(messages)) : MessageContent.array(messages);
        return new Response(status, origin == null ? JSON : JSON + allow(origin), array);
    }

    public static Response script(String callback, List<Message> messages, @Nullable String origin) {
        Content call = isShort(messages)
                ? ByteContent.own(Payloads.script(callback, MessageCodec.encode(messages)))
                : MessageContent.script(callback, messages);
        return new Response(200, origin == null ? SCRIPT : SCRIPT + allow(origin), call);
    }

    private static boolean isShort(List<Message> messages) {
        return MessageContent.arrayLength(messages) <= Content.WHOLE;
    }

    boolean isInterim() {
        return status < 200;
    }

    /** {@return whether the body follows in pieces what {@link #encode} makes} */
    boolean isInPieces(PendingResponse request) {
        return content.length() > 0 && !isSmall() && !hasNoBody(request);
    }

    private boolean isSmall() {
        return content instanceof ByteContent && content.length() <= Content.WHOLE;
    }

    /** {@return the response, or its head if the body follows in pieces} */
    ByteBuf encode(ByteBufAllocator allocator, PendingResponse request, boolean last, String date) {
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
        byte[] body = isSmall() && !hasNoBody(request) ? ((ByteContent) content).bytes() : EMPTY;
        return join(allocator, head.append("\r\n").toString(), body);
    }

    private boolean hasNoBody(PendingResponse request) {
        return isBodiless() || request.isHead();
    }

    private boolean isBodiless() {
        return isInterim() || status == 204 || status == 304;
    }

    private void appendConnection(StringBuilder head, PendingResponse request, boolean last) {
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
