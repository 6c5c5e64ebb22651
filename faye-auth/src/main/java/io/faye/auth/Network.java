package io.faye.auth;

import io.faye.extension.Request;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;

/**
 * Where a request comes from, as far as one subscriber of a provider can be told from others.
 *
 * @param text an address, the first half of one, or nothing
 */
record Network(String text) {

    static Network of(Request request) {
        return request.remoteAddress()
                .filter(InetSocketAddress.class::isInstance)
                .map(address -> ((InetSocketAddress) address).getAddress())
                .map(Network::of)
                .orElse(new Network("unknown"));
    }

    private static Network of(InetAddress address) {
        return new Network(
                address instanceof Inet6Address
                        ? HexFormat.of().formatHex(address.getAddress(), 0, 8)
                        : address.getHostAddress());
    }

    @Override
    public String toString() {
        return text;
    }
}
