package io.faye.standalone;

import io.faye.transport.http.HttpCall;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells whether somebody at this machine asks. The address alone would not do: a page from elsewhere whose name was
 * made to point here (DNS rebinding) comes from a browser on this machine, and a proxy on it brings requests of others.
 */
final class LocalOnly {

    private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Pattern PORT = Pattern.compile(":\\d*$");
    private static final List<String> SIGNS_OF_A_PROXY = List.of("forwarded", "via", "x-forwarded-for", "x-real-ip");

    private LocalOnly() {}

    static boolean admits(HttpCall call) {
        return isLoopback(call)
                && hasLocalName(call.headers().getOrDefault("host", List.of()))
                && SIGNS_OF_A_PROXY.stream().noneMatch(call.headers()::containsKey);
    }

    private static boolean isLoopback(HttpCall call) {
        return call.remoteAddress() instanceof InetSocketAddress remote
                && !remote.isUnresolved()
                && remote.getAddress().isLoopbackAddress();
    }

    private static boolean hasLocalName(List<String> hosts) {
        return hosts.size() == 1 && NAMES.contains(PORT.matcher(hosts.get(0)).replaceFirst(""));
    }
}
