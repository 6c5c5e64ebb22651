package io.faye.transport.http.polling;

import io.faye.extension.Request;
import io.faye.transport.http.header.RequestFields;
import io.netty.handler.codec.http.HttpRequest;
import java.net.SocketAddress;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What extensions see of a poll. Header fields and query are parsed when an extension asks for them. */
record PollRequest(String transport, HttpRequest head, SocketAddress remote, List<X509Certificate> peerCertificates)
        implements Request {

    @Override
    public String target() {
        return head.uri();
    }

    @Override
    public Map<String, List<String>> headers() {
        return RequestFields.headers(head.headers());
    }

    @Override
    public Map<String, List<String>> query() {
        return RequestFields.query(head.uri());
    }

    @Override
    public Optional<SocketAddress> remoteAddress() {
        return Optional.of(remote);
    }
}
