package io.faye.transport.http.admission;

import io.faye.transport.http.header.QuotedList;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the addresses that proxies have written into header fields; the address that the last proxy wrote comes last. */
final class ForwardedAddresses {

    private static final String FOR = "for=";

    private ForwardedAddresses() {}

    /** The addresses of {@code X-Forwarded-For}; empty is what is none. */
    static List<Optional<InetAddress>> plain(HttpHeaders headers) {
        List<Optional<InetAddress>> nodes = new ArrayList<>();
        for (String line : headers.getAll("X-Forwarded-For")) {
            for (String node : line.split(",", -1)) {
                nodes.add(address(node.strip()));
            }
        }
        return nodes;
    }

    /** The addresses of {@code Forwarded} (RFC 7239); empty is what is hidden or malformed. */
    static List<Optional<InetAddress>> standard(HttpHeaders headers) {
        List<Optional<InetAddress>> nodes = new ArrayList<>();
        for (String line : headers.getAll("Forwarded")) {
            for (String element : QuotedList.split(line, ',')) {
                nodes.add(forwardedFor(element));
            }
        }
        return nodes;
    }

    private static Optional<InetAddress> forwardedFor(String element) {
        return QuotedList.split(element, ';').stream()
                .filter(pair -> pair.regionMatches(true, 0, FOR, 0, FOR.length()))
                .findFirst()
                .flatMap(pair -> QuotedList.unquoted(pair.substring(FOR.length())))
                .flatMap(ForwardedAddresses::address);
    }

    /** Takes literals only: the server would have to look up a name, and the sender chooses the name. */
    private static Optional<InetAddress> address(String node) {
        return Optional.ofNullable(NetUtil.createInetAddressFromIpAddressString(withoutPort(node)));
    }

    /** {@return {@code 2001:db8::1} for {@code [2001:db8::1]:80}, {@code 203.0.113.1} for {@code 203.0.113.1:80}} */
    private static String withoutPort(String node) {
        int last = node.lastIndexOf(':');
        int bracket = node.indexOf(']');
        if (node.startsWith("[") && (bracket == node.length() - 1 || bracket > 0 && bracket == last - 1)) {
            return node.substring(1, bracket);
        }
        return last >= 0 && node.indexOf(':') == last ? node.substring(0, last) : node;
    }
}
