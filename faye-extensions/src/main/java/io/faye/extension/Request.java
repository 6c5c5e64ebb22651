package io.faye.extension;

import java.net.SocketAddress;
import java.security.Principal;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of the HTTP request that carried a message; over a WebSocket, of the request that opened it. Of a
 * client in the same process nothing is known but that.
 */
public interface Request {

    /** The request of clients inside the server's own process: it has no headers and no address. */
    Request LOCAL = new Request() {
        @Override
        public String transport() {
            return "in-process";
        }

        @Override
        public boolean isLocal() {
            return true;
        }
    };

    /** {@return how the message travels: {@code websocket}, {@code long-polling}, ... or {@code in-process}} */
    String transport();

    /** {@return whether the client is inside the server's own process} */
    default boolean isLocal() {
        return false;
    }

    /** {@return the request target as it was sent, path and query; empty if there is none} */
    default String target() {
        return "";
    }

    /** {@return the header fields in order, names in lower case} */
    default Map<String, List<String>> headers() {
        return Map.of();
    }

    /**
     * {@return the first value of a header field}
     *
     * @param name its name, in lower case
     */
    default Optional<String> header(String name) {
        return headers().getOrDefault(name, List.of()).stream().findFirst();
    }

    /** {@return the parameters of the query, decoded, in order} */
    default Map<String, List<String>> query() {
        return Map.of();
    }

    /** {@return the cookies by name; the first of equal names counts} */
    default Map<String, String> cookies() {
        Map<String, String> cookies = new LinkedHashMap<>();
        headers().getOrDefault("cookie", List.of()).stream()
                .flatMap(header -> Arrays.stream(header.split(";", -1)))
                .map(pair -> pair.strip().split("=", 2))
                .filter(pair -> pair.length == 2)
                .forEach(pair -> cookies.putIfAbsent(pair[0], pair[1]));
        return cookies;
    }

    /** {@return the other end of the connection} */
    default Optional<SocketAddress> remoteAddress() {
        return Optional.empty();
    }

    /** {@return the certificates that the client showed, its own first; none without TLS client authentication} */
    default List<X509Certificate> peerCertificates() {
        return List.of();
    }

    /**
     * {@return the user whom the container of the transport has authenticated} Over a WebSocket the user of the request that
     * opened it. Empty in servers without such a container: there authenticators put what they find out into the session's
     * attributes.
     */
    default Optional<Principal> principal() {
        return Optional.empty();
    }

    /**
     * {@return what the transport's container keeps for the request} In a servlet container {@code
     * jakarta.servlet.http.HttpSession} is found, if the client has such a session.
     *
     * @param type a type of the container
     * @param <T> the type
     */
    default <T> Optional<T> unwrap(Class<T> type) {
        return Optional.empty();
    }
}
