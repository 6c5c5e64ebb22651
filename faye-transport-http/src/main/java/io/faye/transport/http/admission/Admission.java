package io.faye.transport.http.admission;

import io.faye.extension.Request;
import io.faye.protocol.log.RateLimitedLog;
import io.faye.server.SessionAdmission;
import io.faye.transport.AddressKey;
import io.faye.transport.AddressQuota;
import io.faye.transport.SessionLimiter;
import io.netty.channel.Channel;
import java.net.SocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Decides whether a connection or a session may begin. Safe for threads. */
public final class Admission {

    private static final AddressKey ALL = new AddressKey(0, 0);
    private static final int MOST_ANSWERING = 256;

    private final TrustedProxies proxies;
    private final AddressQuota connections;
    private final AddressQuota connectionsPerAddress;
    private final SessionLimiter sessions;
    private final AtomicInteger answering = new AtomicInteger();
    private volatile int maxConnections;
    private volatile int maxConnectionsPerAddress;
    private final RateLimitedLog log = new RateLimitedLog(Admission.class);

    /**
     * Lets everybody in.
     *
     * @param proxies which connections are counted for the proxies' clients
     */
    public Admission(TrustedProxies proxies) {
        this.proxies = proxies;
        this.connections = new AddressQuota(0);
        this.connectionsPerAddress = new AddressQuota(0);
        this.sessions = new SessionLimiter(0, 0, log);
    }

    /** Changes how many connections there may be, 0 for any number. Those that are open stay. */
    public void limitConnections(int inAll, int perAddress) {
        maxConnections = inAll;
        maxConnectionsPerAddress = perAddress;
        connections.limit(inAll);
        connectionsPerAddress.limit(perAddress);
    }

    /** Changes how many sessions may begin, 0 for any number. Those that have begun stay. */
    public void limitSessions(int handshakesPerSecond, int perAddress) {
        sessions.limit(handshakesPerSecond, perAddress);
    }

    private void isBackedUp(SocketAddress address) {
        refused("connection", address, "its address has {}", maxConnectionsPerAddress);
    }

    private void refused(String what, Object address, String why, int limit) {
        log.warn(
                what + why,
                "Refused a " + what + " of {}: " + why + ", the limit (and {} more since the last line)",
                address,
                limit);
    }

    /** Why a connection is refused. */
    public enum Refusal {
        /** The server has as many connections as it takes. */
        SERVER_FULL,
        /** The address has as many connections as it may have. */
        ADDRESS_FULL
    }

    /** {@return why a new connection is refused, or null; one that is not refused counts until it is closed} */
    @Nullable
    public Refusal enter(Channel channel) {
        SocketAddress peer = channel.remoteAddress();
        AddressKey network = AddressKey.of(peer);
        boolean counted = !proxies.trusts(peer);
        if (!connections.acquire(ALL)) {
            refused("connection", peer, "the server has {}", maxConnections);
            return Refusal.SERVER_FULL;
        }
        if (counted && !connectionsPerAddress.acquire(network)) {
            connections.release(ALL);
            isBackedUp(peer);
            return Refusal.ADDRESS_FULL;
        }
        channel.closeFuture().addListener(closed -> {
            connections.release(ALL);
            if (counted) {
                connectionsPerAddress.release(network);
            }
        });
        return null;
    }

    /** {@return false if too many are being told already that they are refused: that must not be a way in} */
    public boolean mayAnswer(Channel channel) {
        if (answering.incrementAndGet() > MOST_ANSWERING) {
            answering.decrementAndGet();
            return false;
        }
        channel.closeFuture().addListener(closed -> answering.decrementAndGet());
        return true;
    }

    /** {@return what counts a proxy's connection for its clients, or null if the connection is a client's own} */
    @Nullable
    public ProxiedClient proxiedClient(Channel channel) {
        if (!proxies.trusts(channel.remoteAddress())) {
            return null;
        }
        ProxiedClient proxiedClient = new ProxiedClient(connectionsPerAddress);
        channel.closeFuture().addListener(closed -> proxiedClient.free());
        return proxiedClient;
    }

    public boolean take(ProxiedClient proxiedClient, SocketAddress client) {
        boolean taken = proxiedClient.take(AddressKey.of(client));
        if (!taken) {
            isBackedUp(client);
        }
        return taken;
    }

    /** {@return whether a session may begin; one that begins counts for its address until it has ended} */
    public SessionAdmission admitSession(Request request) {
        return sessions.admitSession(request);
    }
}
