package io.faye.standalone.api;

import io.faye.protocol.Json;
import io.faye.transport.http.HttpReply;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Answers that say what is wrong, as {@code application/problem+json} (RFC 9457). */
final class Problem {

    private static final String TYPE = "application/problem+json";

    private Problem() {}

    /** {@return an answer that says what is wrong} */
    static HttpReply reply(int status, String detail) {
        return reply(status, detail, Map.of());
    }

    /** {@return an answer that says what is wrong, with more members} */
    static HttpReply reply(int status, String detail, Map<String, Object> more) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("title", title(status));
        fields.put("status", status);
        fields.put("detail", detail);
        fields.putAll(more);
        byte[] body = (Json.of(fields) + "\n").getBytes(StandardCharsets.UTF_8);
        HttpReply reply = HttpReply.of(status, TYPE, body).with("Cache-Control", "no-store");
        return status == 503 ? reply.with("Retry-After", "1") : reply;
    }

    private static String title(int status) {
        return switch (status) {
            case 400 -> "Bad request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not found";
            case 405 -> "Method not allowed";
            case 413 -> "Content too large";
            case 415 -> "Unsupported media type";
            case 422 -> "Unprocessable content";
            case 429 -> "Too many requests";
            case 503 -> "Service unavailable";
            default -> "Internal server error";
        };
    }
}
