package io.faye.transport.http;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What proxies wrote about whom they forward for; the last proxy's word comes last. */
final class Forwarding {

    private static final Pattern ELEMENT = Pattern.compile("(?:[^,\"]|\"(?:[^\"\\\\]|\\\\.)*+\")++");
    private static final Pattern FOR =
            Pattern.compile("(?:^|;)\\s*for=(?:\"([^\"\\\\]*)\"|([^;\"\\s]*))\\s*(?:;|$)", Pattern.CASE_INSENSITIVE);
    private static final Pattern NODE = Pattern.compile("\\[([^\\]]+)](?::\\w+)?|([^:]+):\\d+");

    private Forwarding() {}

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
            ELEMENT.matcher(line)
                    .results()
                    .forEach(element -> nodes.add(forwardedFor(element.group().strip())));
        }
        return nodes;
    }

    private static Optional<InetAddress> forwardedFor(String element) {
        Matcher pair = FOR.matcher(element);
        return pair.find() ? address(pair.group(1) == null ? pair.group(2) : pair.group(1)) : Optional.empty();
    }

    /** Takes literals only: a name would have to be looked up, at the wish of whoever wrote it. */
    private static Optional<InetAddress> address(String node) {
        Matcher withPort = NODE.matcher(node);
        String literal = !withPort.matches() ? node : withPort.group(1) == null ? withPort.group(2) : withPort.group(1);
        return Optional.ofNullable(NetUtil.createInetAddressFromIpAddressString(literal));
    }
}
