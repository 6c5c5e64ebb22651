package io.faye.transport;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;

/**
 * What counts as one address: one of IPv4, or the 64 bits that an IPv6 network has in common.
 *
 * @param version 4 or 6, 0 if unknown
 * @param prefix the bits that its addresses have in common
 */
public record AddressKey(int version, long prefix) {

    /**
     * {@return the key of an address}
     *
     * @param address the address
     */
    public static AddressKey of(SocketAddress address) {
        if (!(address instanceof InetSocketAddress inet) || inet.isUnresolved()) {
            return new AddressKey(0, 0);
        }
        ByteBuffer bytes = ByteBuffer.wrap(inet.getAddress().getAddress());
        return bytes.remaining() == Integer.BYTES
                ? new AddressKey(4, bytes.getInt())
                : new AddressKey(6, bytes.getLong());
    }
}
