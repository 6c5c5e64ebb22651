package io.faye.transport.http;

import io.faye.extension.Request;
import io.netty.handler.codec.http.HttpRequest;
import java.net.SocketAddress;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is known of a poll; looked into only when an extension asks. */
record PollRequest(String transport, HttpRequest head, SocketAddress remote, List<X509Certificate> peerCertificates)
        implements Request {

    @Override
    public String target() {
        return head.uri();
    }

    @Override
    public Map<String, List<String>> headers() {
        return Fields.headers(head.headers());
    }

    @Override
    public Map<String, List<String>> query() {
        return Fields.query(head.uri());
    }

    @Override
    public Optional<SocketAddress> remoteAddress() {
        return Optional.of(remote);
    }
}
