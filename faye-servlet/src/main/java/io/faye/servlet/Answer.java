package io.faye.servlet;

import io.faye.protocol.Message;
import io.faye.protocol.MessageCodec;
import io.faye.transport.Callback;
import io.faye.transport.Cors;
import io.faye.transport.Payloads;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A response. */
// An array, because a body is written once and compared never.
@SuppressWarnings("ArrayRecordComponent")
record Answer(int status, Map<String, String> fields, byte[] body, Length length) {

    private static final byte[] NOTHING = {};

    /** Whether it is known at the beginning how long a response is. */
    enum Length {
        KNOWN,
        OPEN
    }

    Answer(int status, Map<String, String> fields, byte[] body) {
        this(status, fields, body, Length.KNOWN);
    }

    static Answer messages(int status, List<Message> messages, @Nullable String origin) {
        Map<String, String> fields = fields("application/json; charset=utf-8", origin);
        return new Answer(status, fields, MessageCodec.encode(messages));
    }

    static Answer script(Callback callback, List<Message> messages, @Nullable String origin) {
        Map<String, String> fields = fields("text/javascript; charset=utf-8", origin);
        fields.put("Content-Disposition", "attachment; filename=f.txt");
        return new Answer(200, fields, Payloads.script(callback.name(), MessageCodec.encode(messages)));
    }

    private static Map<String, String> fields(String type, @Nullable String origin) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("Content-Type", type);
        fields.put("Cache-Control", "no-cache, no-store");
        fields.put("X-Content-Type-Options", "nosniff");
        if (origin != null) {
            fields.putAll(Cors.allow(origin));
        }
        return fields;
    }

    static Answer text(int status, String text) {
        return new Answer(
                status, Map.of("Content-Type", "text/plain; charset=utf-8"), text.getBytes(StandardCharsets.UTF_8));
    }

    static Answer empty(int status, Map<String, String> fields) {
        return new Answer(status, fields, NOTHING);
    }

    /** {@return the head of a response whose body comes piece by piece} */
    static Answer stream(Map<String, String> fields) {
        return new Answer(200, fields, NOTHING, Length.OPEN);
    }

    /** Sets all but the body. */
    void writeHead(HttpServletResponse response) {
        response.setStatus(status);
        fields.forEach(response::setHeader);
        if (length == Length.KNOWN && status != HttpServletResponse.SC_NOT_MODIFIED) {
            response.setContentLength(body.length);
        }
    }

    /** Writes the answer at once, on the request's own thread. */
    void write(HttpServletResponse response, boolean isHead) throws IOException {
        writeHead(response);
        if (!isHead && body.length > 0) {
            response.getOutputStream().write(body);
        }
    }
}
