package io.faye.transport.http.streaming;

import io.faye.extension.Request;
import io.faye.transport.http.header.RequestFields;
import io.faye.transport.http.http1.HttpConnection;
import io.netty.handler.codec.http.HttpRequest;
import java.net.SocketAddress;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What extensions see of the request that opened a stream. It is kept as long as the stream, so it is small and parsed on
 * demand.
 */
public record UpgradeRequest(
        String transport, String target, String lines, SocketAddress remote, List<X509Certificate> peerCertificates)
        implements Request {

    public static UpgradeRequest of(String transport, String target, HttpRequest head, HttpConnection connection) {
        StringBuilder lines = new StringBuilder(512);
        head.headers().forEach(field -> lines.append(field.getKey())
                .append(':')
                .append(field.getValue())
                .append('\n'));
        return new UpgradeRequest(
                transport, target, lines.toString(), connection.client(head), connection.certificates());
    }

    @Override
    public Map<String, List<String>> headers() {
        return RequestFields.headers(lines.lines().map(UpgradeRequest::field).collect(Collectors.toList()));
    }

    private static Map.Entry<String, String> field(String line) {
        int end = line.indexOf(':');
        return Map.entry(line.substring(0, end), line.substring(end + 1));
    }

    @Override
    public Map<String, List<String>> query() {
        return RequestFields.query(target);
    }

    @Override
    public Optional<SocketAddress> remoteAddress() {
        return Optional.of(remote);
    }
}
