package io.faye.servlet;

import io.faye.extension.Request;
import io.faye.transport.FormFields;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.security.Principal;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is known of a request. It is copied at once, because containers use their own objects for other requests later. */
record RequestFacts(
        String transport,
        String target,
        Map<String, List<String>> headers,
        SocketAddress remote,
        List<X509Certificate> peerCertificates,
        @Nullable Principal user,
        @Nullable HttpSession session)
        implements Request {

    private static final String CERTIFICATES = "jakarta.servlet.request.X509Certificate";

    static RequestFacts of(String transport, HttpServletRequest request) {
        String query = request.getQueryString();
        return new RequestFacts(
                transport,
                query == null ? request.getRequestURI() : request.getRequestURI() + "?" + query,
                headers(request),
                remote(request),
                certificates(request),
                request.getUserPrincipal(),
                request.getSession(false));
    }

    private static Map<String, List<String>> headers(HttpServletRequest request) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (String name : Collections.list(request.getHeaderNames())) {
            headers.putIfAbsent(name.toLowerCase(Locale.ROOT), Collections.list(request.getHeaders(name)));
        }
        return Collections.unmodifiableMap(headers);
    }

    /** What a container puts here behind a proxy that it trusts may be anything. */
    private static SocketAddress remote(HttpServletRequest request) {
        String host = request.getRemoteAddr();
        int port = Math.max(0, request.getRemotePort());
        if (host == null || !isAddress(host)) {
            return InetSocketAddress.createUnresolved(String.valueOf(host), port);
        }
        try {
            return new InetSocketAddress(InetAddress.getByName(host), port);
        } catch (UnknownHostException e) {
            return InetSocketAddress.createUnresolved(host, port);
        }
    }

    /** {@return whether a text is no name, which would have to be looked up} */
    private static boolean isAddress(String text) {
        return text.indexOf(':') >= 0 || text.chars().allMatch(c -> c >= '0' && c <= '9' || c == '.');
    }

    private static List<X509Certificate> certificates(HttpServletRequest request) {
        return request.getAttribute(CERTIFICATES) instanceof X509Certificate[] shown ? List.of(shown) : List.of();
    }

    @Override
    public Map<String, List<String>> query() {
        int at = target.indexOf('?');
        return at < 0 ? Map.of() : FormFields.of(target.substring(at + 1));
    }

    @Override
    public Optional<SocketAddress> remoteAddress() {
        return Optional.of(remote);
    }

    @Override
    public Optional<Principal> principal() {
        return Optional.ofNullable(user);
    }

    @Override
    public <T> Optional<T> unwrap(Class<T> type) {
        return Optional.ofNullable(session).filter(type::isInstance).map(type::cast);
    }
}
