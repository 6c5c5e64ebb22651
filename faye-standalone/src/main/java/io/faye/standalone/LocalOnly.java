package io.faye.standalone;

import io.faye.transport.http.HttpCall;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;

/**
 * Decides whether a request comes from this machine itself. The address alone does not show it: a page of another site
 * whose name was made to point here (DNS rebinding) comes from a browser on this machine, and a proxy on this machine
 * brings requests of others. Browsers speak HTTP/1.1; proxies often do not.
 */
final class LocalOnly {

    private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Set<String> SIGNS_OF_A_PROXY = Set.of("forwarded", "via", "x-real-ip");
    private static final String SIGN_OF_A_PROXY = "x-forwarded-";

    private LocalOnly() {}

    static boolean admits(HttpCall call) {
        return isLoopback(call)
                && hasLocalName(call.headers().getOrDefault("host", List.of()))
                && call.version().equals("HTTP/1.1")
                && call.headers().keySet().stream().noneMatch(LocalOnly::isSignOfProxy);
    }

    private static boolean isLoopback(HttpCall call) {
        return call.remoteAddress() instanceof InetSocketAddress remote
                && !remote.isUnresolved()
                && remote.getAddress().isLoopbackAddress();
    }

    private static boolean isSignOfProxy(String header) {
        return SIGNS_OF_A_PROXY.contains(header) || header.startsWith(SIGN_OF_A_PROXY);
    }

    private static boolean hasLocalName(List<String> hosts) {
        return hosts.size() == 1 && isLocalName(withoutPort(hosts.get(0)));
    }

    static boolean isLocalName(String host) {
        return NAMES.contains(host);
    }

    private static String withoutPort(String host) {
        int colon = host.lastIndexOf(':');
        boolean hasPort = colon >= 0 && host.substring(colon + 1).chars().allMatch(c -> c >= '0' && c <= '9');
        return hasPort ? host.substring(0, colon) : host;
    }
}
