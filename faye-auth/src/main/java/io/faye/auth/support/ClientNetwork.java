package io.faye.auth.support;

import io.faye.extension.Request;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;

/**
 * The network that a request comes from: an IPv4 address, or the first 64 bits of an IPv6 address, which one subscriber of
 * a provider has.
 *
 * @param text the address, the hexadecimal digits of its first half, or {@code unknown}
 */
public record ClientNetwork(String text) {

    /** {@return the network of a request} */
    public static ClientNetwork of(Request request) {
        return request.remoteAddress()
                .filter(InetSocketAddress.class::isInstance)
                .map(address -> ((InetSocketAddress) address).getAddress())
                .map(ClientNetwork::of)
                .orElse(new ClientNetwork("unknown"));
    }

    private static ClientNetwork of(InetAddress address) {
        return new ClientNetwork(
                address instanceof Inet6Address
                        ? HexFormat.of().formatHex(address.getAddress(), 0, 8)
                        : address.getHostAddress());
    }

    @Override
    public String toString() {
        return text;
    }
}
