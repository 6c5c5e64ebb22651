package io.faye.extension.testing;

import io.faye.extension.Request;
import java.net.SocketAddress;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A request that nobody sent. */
final class FakeRequest implements Request {

    private final String transport;
    private final Map<String, List<String>> headers;
    private final Map<String, List<String>> query;
    private final SocketAddress address;
    private final List<X509Certificate> certificates;

    FakeRequest(
            String transport,
            Map<String, List<String>> headers,
            Map<String, List<String>> query,
            SocketAddress address,
            List<X509Certificate> certificates) {
        this.transport = transport;
        this.headers = copy(headers);
        this.query = copy(query);
        this.address = address;
        this.certificates = List.copyOf(certificates);
    }

    private static Map<String, List<String>> copy(Map<String, List<String>> fields) {
        Map<String, List<String>> copy = new LinkedHashMap<>();
        fields.forEach((name, values) -> copy.put(name, List.copyOf(values)));
        return Collections.unmodifiableMap(copy);
    }

    @Override
    public String transport() {
        return transport;
    }

    @Override
    public Map<String, List<String>> headers() {
        return headers;
    }

    @Override
    public Map<String, List<String>> query() {
        return query;
    }

    @Override
    public Optional<SocketAddress> remoteAddress() {
        return Optional.of(address);
    }

    @Override
    public List<X509Certificate> peerCertificates() {
        return certificates;
    }
}
