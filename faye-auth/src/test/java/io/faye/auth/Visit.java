package io.faye.auth;

import io.faye.extension.Request;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A request as a transport would tell of it. */
record Visit(
        String transport, Map<String, List<String>> headers, String address, List<X509Certificate> peerCertificates)
        implements Request {

    static Visit plain() {
        return new Visit("long-polling", Map.of(), "192.0.2.1", List.of());
    }

    static Visit by(String transport) {
        return new Visit(transport, Map.of(), "192.0.2.1", List.of());
    }

    Visit with(String header, String value) {
        Map<String, List<String>> more = new LinkedHashMap<>(headers);
        more.put(header, List.of(value));
        return new Visit(transport, more, address, peerCertificates);
    }

    Visit from(String from) {
        return new Visit(transport, headers, from, peerCertificates);
    }

    Visit showing(X509Certificate certificate) {
        return new Visit(transport, headers, address, List.of(certificate));
    }

    @Override
    public Optional<SocketAddress> remoteAddress() {
        return Optional.of(new InetSocketAddress(address, 50_000));
    }
}
