package io.faye.transport.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What an {@link HttpHandler} answers. {@code Content-Length}, {@code Date} and {@code Connection} are added.
 *
 * @param status three digits
 * @param headers header fields in order
 * @param body the body; not sent if the request was a {@code HEAD}
 */
// An array, because a body is written once and compared never: the cost of a wrapper would buy nothing.
@SuppressWarnings("ArrayRecordComponent")
public record HttpReply(int status, Map<String, List<String>> headers, byte[] body) {

    /**
     * Makes a reply.
     *
     * @param status from 200 to 999
     * @param headers header fields in order
     * @param body the body
     * @throws IllegalArgumentException if the status is none, or a field could not be sent as one line
     */
    public HttpReply {
        if (status < 200 || status > 999) {
            throw new IllegalArgumentException("Expected a status from 200 to 999, but got " + status);
        }
        headers.forEach(HttpReply::check);
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
     * @param status three digits
     * @param contentType the body's type
     * @param body the body
     */
    public static HttpReply of(int status, String contentType, byte[] body) {
        return new HttpReply(status, Map.of("Content-Type", List.of(contentType)), body);
    }

    /**
     * {@return a reply of plain text}
     *
     * @param status three digits
     * @param text the body
     */
    public static HttpReply text(int status, String text) {
        return of(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * {@return a reply of JSON}
     *
     * @param status three digits
     * @param json the body
     */
    public static HttpReply json(int status, String json) {
        return of(status, "application/json; charset=utf-8", json.getBytes(StandardCharsets.UTF_8));
    }

    /** {@return that there is nothing at this path} */
    public static HttpReply notFound() {
        return text(404, "Not found");
    }

    /**
     * {@return this reply with one more header field}
     *
     * @param name the field's name
     * @param value its value, behind those that the field has
     */
    public HttpReply with(String name, String value) {
        Map<String, List<String>> more = new LinkedHashMap<>(headers);
        List<String> values = new ArrayList<>(headers.getOrDefault(name, List.of()));
        values.add(value);
        more.put(name, List.copyOf(values));
        return new HttpReply(status, more, body);
    }
}
