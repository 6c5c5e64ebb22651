package io.faye.transport.http.admission;

import io.netty.util.NetUtil;
import java.math.BigInteger;
import java.net.InetAddress;

/** A block of addresses, such as {@code 10.0.0.0/8} (RFC 4632); a single address is a block of one. */
record AddressBlock(int bits, BigInteger first, int prefix) {

    static AddressBlock parse(String text) {
        int slash = text.indexOf('/');
        InetAddress base = NetUtil.createInetAddressFromIpAddressString(slash < 0 ? text : text.substring(0, slash));
        if (base != null) {
            int bits = bits(base);
            int prefix = slash < 0 ? bits : prefix(text.substring(slash + 1));
            if (prefix >= 0 && prefix <= bits) {
                return new AddressBlock(bits, value(base).shiftRight(bits - prefix), prefix);
            }
        }
        throw new IllegalArgumentException("Expected addresses such as 10.0.0.0/8, but got '" + text + "'");
    }

    private static int prefix(String text) {
        return text.matches("\\d{1,3}") ? Integer.parseInt(text) : -1;
    }

    private static int bits(InetAddress address) {
        return address.getAddress().length * Byte.SIZE;
    }

    private static BigInteger value(InetAddress address) {
        return new BigInteger(1, address.getAddress());
    }

    boolean holds(InetAddress address) {
        return bits(address) == bits && value(address).shiftRight(bits - prefix).equals(first);
    }
}
