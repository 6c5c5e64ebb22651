package io.faye.transport.http.http1;

import io.faye.transport.ConnectionMemory;
import io.faye.transport.RefusalLog;
import io.faye.transport.http.admission.Admission;
import io.faye.transport.http.connection.ConnectionLimits;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import java.net.SocketAddress;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The responses after which the server closes a connection, because it cannot tell where the next request begins. */
public final class ErrorResponses {

    public static final Response BODY_TOO_LARGE = Response.text(413, "Request body too large");
    static final Response TOO_SLOW = Response.text(408, "Request too slow");
    static final Response FULL = Response.text(503, "The server has as many connections as it takes");
    static final Response CROWDED = Response.text(429, "Too many connections from this address");
    static final Response NO_MEMORY = Response.text(503, "The server is short of memory");
    public static final Response GOING_AWAY = Response.text(503, "The server is stopping");

    static final Response HEADERS_TOO_LARGE = Response.text(431, "Request headers too large");
    private static final Response UNKNOWN_EXPECTATION = Response.text(417, "Unknown expectation");

    private static final int LONGEST_NAME = 64;

    private ErrorResponses() {}

    /** What to answer when no request could be made out. */
    public static Response of(Throwable decoding) {
        return decoding instanceof OversizedRequestLine || decoding instanceof TooLongHttpHeaderException
                ? HEADERS_TOO_LARGE
                : Response.BAD_REQUEST;
    }

    /** What to answer over a connection that is refused. */
    public static Response of(Admission.Refusal reason) {
        return switch (reason) {
            case SERVER_FULL -> FULL;
            case ADDRESS_FULL -> CROWDED;
        };
    }

    /** What to answer before a body is read, or null if it may come. */
    public static @Nullable Response of(
            HttpRequest request, ConnectionLimits limits, long longestBody, ConnectionMemory memory) {
        if (request.protocolVersion().majorVersion() != 1 || hasStrangeEncoding(request)) {
            return Response.BAD_REQUEST;
        }
        Optional<Response> longField = longField(request, limits.maxHeaderField());
        if (longField.isPresent()) {
            return longField.get();
        }
        long length = HttpUtil.getContentLength(request, 0L);
        if (length > longestBody) {
            return BODY_TOO_LARGE;
        }
        if (!memory.admits(Math.min(length, limits.maxBody()))) {
            return NO_MEMORY;
        }
        return request.headers().contains(HttpHeaderNames.EXPECT)
                        && !HttpUtil.is100ContinueExpected(request)
                        && request.protocolVersion().minorVersion() > 0
                ? UNKNOWN_EXPECTATION
                : null;
    }

    /** Names the field, as RFC 6585, section 5, wants it. */
    private static Optional<Response> longField(HttpRequest request, int longest) {
        Iterator<Map.Entry<CharSequence, CharSequence>> fields =
                request.headers().iteratorCharSequence();
        while (fields.hasNext()) {
            Map.Entry<CharSequence, CharSequence> field = fields.next();
            if (field.getKey().length() + field.getValue().length() > longest) {
                return Optional.of(Response.text(
                        431,
                        "Request header field " + shown(field.getKey()) + " longer than " + longest + " characters"));
            }
        }
        return Optional.empty();
    }

    private static CharSequence shown(CharSequence name) {
        return name.length() > LONGEST_NAME ? name.subSequence(0, LONGEST_NAME) + "..." : name;
    }

    private static boolean hasStrangeEncoding(HttpRequest request) {
        List<String> encodings = request.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
        return !encodings.isEmpty()
                && !(encodings.size() == 1 && encodings.get(0).strip().equalsIgnoreCase("chunked"));
    }

    /** Connections that are too many and short memory have lines of their own. */
    static void log(Response response, RefusalLog log, SocketAddress client) {
        switch (response.status()) {
            case 400 -> log.request(client, 400, "it is no request of HTTP/1.1");
            case 408 -> log.request(client, 408, "it came too slowly");
            case 413 -> log.request(client, 413, "its body is too large");
            case 417 -> log.request(client, 417, "its header field Expect is unknown");
            case 431 -> log.request(client, 431, "its request line or its header fields are too large");
            default -> {}
        }
    }

    static boolean awaitsContinue(HttpRequest request) {
        return HttpUtil.is100ContinueExpected(request);
    }
}
