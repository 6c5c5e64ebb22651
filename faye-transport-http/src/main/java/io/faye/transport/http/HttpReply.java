package io.faye.transport.http;

import io.faye.transport.http.content.ByteContent;
import io.faye.transport.http.content.Content;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The reply of an {@link HttpHandler}. The server adds {@code Content-Length}, {@code Date} and {@code Connection}. Immutable, if
 * the array that was given for the body is not changed.
 */
public final class HttpReply {

    private final int status;
    private final Map<String, List<String>> headers;
    private final Content content;

    private HttpReply(int status, Map<String, List<String>> headers, Content content) {
        if (status < 200 || status > 999) {
            throw new IllegalArgumentException("Expected a status from 200 to 999, but got " + status);
        }
        headers.forEach(HttpReply::check);
        this.status = status;
        this.headers = headers;
        this.content = content;
    }

    private static void check(String name, List<String> values) {
        boolean broken = name.isEmpty()
                || Stream.concat(Stream.of(name), values.stream())
                        .anyMatch(text -> text.chars().anyMatch(c -> c < ' ' && c != '\t' || c > 0xFF));
        if (broken || name.contains(":")) {
            throw new IllegalArgumentException("Expected a header field on one line, but got " + name + ": " + values);
        }
    }

    /**
     * {@return a reply with a body of any type}
     *
     * @param status from 200 to 999
     * @param contentType the body's type
     * @param body the body, which must not be changed afterwards
     * @throws IllegalArgumentException if the status is none, or the type could not be sent as one line
     */
    public static HttpReply of(int status, String contentType, byte[] body) {
        return of(status, contentType, ByteContent.own(Objects.requireNonNull(body, "the body of the reply is null")));
    }

    static HttpReply of(int status, String contentType, Content content) {
        return new HttpReply(status, Map.of("Content-Type", List.of(contentType)), content);
    }

    /** A reply that says all by its status and its header fields. */
    static HttpReply empty(int status) {
        return new HttpReply(status, Map.of(), ByteContent.NONE);
    }

    /**
     * {@return a reply of plain text}
     *
     * @param status from 200 to 999
     * @param text the body
     */
    public static HttpReply text(int status, String text) {
        return of(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * {@return a reply of JSON}
     *
     * @param status from 200 to 999
     * @param json the body
     */
    public static HttpReply json(int status, String json) {
        return of(status, "application/json; charset=utf-8", json.getBytes(StandardCharsets.UTF_8));
    }

    /** {@return that there is nothing at this path} */
    public static HttpReply notFound() {
        return text(404, "Not found");
    }

    /** {@return the status, of three digits} */
    public int status() {
        return status;
    }

    /** {@return header fields in order} */
    public Map<String, List<String>> headers() {
        return headers;
    }

    /** {@return the body, not sent if the request was a {@code HEAD}; none if it is read from a file while it is sent} */
    public byte[] body() {
        return content instanceof ByteContent known ? known.bytes() : new byte[0];
    }

    Content content() {
        return content;
    }

    /**
     * {@return this reply with one more header field}
     *
     * @param name the field's name
     * @param value its value, behind those that the field has
     * @throws IllegalArgumentException if it could not be sent as one line
     */
    public HttpReply with(String name, String value) {
        Map<String, List<String>> more = new LinkedHashMap<>(headers);
        List<String> values = new ArrayList<>(headers.getOrDefault(name, List.of()));
        values.add(value);
        more.put(name, List.copyOf(values));
        return new HttpReply(status, more, content);
    }
}
