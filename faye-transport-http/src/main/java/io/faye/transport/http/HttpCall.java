package io.faye.transport.http;

import java.net.SocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request to an {@link HttpHandler}.
 *
 * @param method its method, in upper case as it was sent
 * @param path its path as it was sent: neither decoded nor normalised
 * @param query the parameters of its query, decoded, in order
 * @param headers its header fields in order, names in lower case
 * @param body its body; the handler's to keep
 * @param remoteAddress the other end of the connection, or the client that a trusted proxy names
 * @param version its version of HTTP, such as {@code HTTP/1.1}
 */
// An array, because a body is read once and compared never: the cost of a wrapper would buy nothing.
@SuppressWarnings("ArrayRecordComponent")
public record HttpCall(
        String method,
        String path,
        Map<String, List<String>> query,
        Map<String, List<String>> headers,
        byte[] body,
        SocketAddress remoteAddress,
        String version) {

    /**
     * Makes a request of HTTP/1.1.
     *
     * @param method its method
     * @param path its path
     * @param query the parameters of its query
     * @param headers its header fields, names in lower case
     * @param body its body
     * @param remoteAddress the other end of the connection
     */
    public HttpCall(
            String method,
            String path,
            Map<String, List<String>> query,
            Map<String, List<String>> headers,
            byte[] body,
            SocketAddress remoteAddress) {
        this(method, path, query, headers, body, remoteAddress, "HTTP/1.1");
    }

    /**
     * {@return the first value of a header field}
     *
     * @param name its name, in lower case
     */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name, List.of()).stream().findFirst();
    }

    /**
     * {@return the first value of a parameter of the query}
     *
     * @param name its name
     */
    public Optional<String> parameter(String name) {
        return query.getOrDefault(name, List.of()).stream().findFirst();
    }
}
