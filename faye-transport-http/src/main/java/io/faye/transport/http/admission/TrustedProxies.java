package io.faye.transport.http.admission;

import io.netty.handler.codec.http.HttpHeaders;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The proxies whose header fields tell for which client they forward a request. */
public record TrustedProxies(List<AddressBlock> trusted) {

    public static final TrustedProxies NONE = new TrustedProxies(List.of());

    public static TrustedProxies of(Collection<String> blocks) {
        return new TrustedProxies(blocks.stream().map(AddressBlock::parse).toList());
    }

    boolean trusts(SocketAddress address) {
        return !trusted.isEmpty()
                && address instanceof InetSocketAddress inet
                && !inet.isUnresolved()
                && trusts(inet.getAddress());
    }

    private boolean trusts(InetAddress address) {
        return trusted.stream().anyMatch(block -> block.holds(address));
    }

    /**
     * {@return who asks: the other end of the connection, or whom trusted proxies name} A proxy that writes one of the
     * two fields may hand on the other as a client invented it. So if both are there they have to tell the same.
     */
    public SocketAddress client(SocketAddress peer, HttpHeaders headers) {
        if (!trusts(peer)) {
            return peer;
        }
        List<Optional<InetAddress>> plain = ForwardedAddresses.plain(headers);
        List<Optional<InetAddress>> standard = ForwardedAddresses.standard(headers);
        SocketAddress client = last(peer, plain.isEmpty() ? standard : plain);
        boolean contradicted = !plain.isEmpty() && !standard.isEmpty() && !client.equals(last(peer, standard));
        return contradicted ? peer : client;
    }

    /** Goes from proxy to proxy as long as they are trusted; what is before one that is not may be invented. */
    private SocketAddress last(SocketAddress peer, List<Optional<InetAddress>> nodes) {
        SocketAddress client = peer;
        for (int i = nodes.size() - 1; i >= 0 && trusts(client) && nodes.get(i).isPresent(); i--) {
            client = new InetSocketAddress(nodes.get(i).get(), 0);
        }
        return client;
    }
}
