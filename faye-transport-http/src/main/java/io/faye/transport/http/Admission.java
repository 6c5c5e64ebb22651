package io.faye.transport.http;

import io.faye.extension.Request;
import io.faye.protocol.log.RateLimitedLog;
import io.faye.server.SessionAdmission;
import io.faye.transport.Network;
import io.faye.transport.SessionGate;
import io.faye.transport.Visitors;
import io.netty.channel.Channel;
import java.net.SocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Decides who is let in. Safe for threads. */
final class Admission {

    private static final Network EVERYBODY = new Network(0, 0);
    private static final int MOST_TOLD = 256;

    private final Proxies proxies;
    private final Visitors everybody;
    private final Visitors neighbours;
    private final SessionGate sessions;
    private final AtomicInteger told = new AtomicInteger();
    private volatile AdmissionLimits limits;
    private final RateLimitedLog log = new RateLimitedLog(Admission.class);

    Admission(AdmissionLimits limits, Proxies proxies) {
        this.proxies = proxies;
        this.everybody = new Visitors(limits.maxConnections());
        this.neighbours = new Visitors(limits.maxConnectionsPerAddress());
        this.sessions = new SessionGate(limits.maxHandshakesPerSecond(), limits.maxSessionsPerAddress(), log);
        this.limits = limits;
    }

    /** Changes the limits; whoever is in stays. */
    void limit(AdmissionLimits value) {
        limits = value;
        everybody.limit(value.maxConnections());
        neighbours.limit(value.maxConnectionsPerAddress());
        sessions.limit(value.maxHandshakesPerSecond(), value.maxSessionsPerAddress());
    }

    private void crowded(SocketAddress address) {
        refused("connection", address, "its address has {}", limits.maxConnectionsPerAddress());
    }

    private void refused(String what, Object address, String why, int limit) {
        log.warn(
                what + why,
                "Refused a " + what + " of {}: " + why + ", the limit (and {} more since the last line)",
                address,
                limit);
    }

    /** {@return why a new connection is refused, or null; one that is not refused counts until it is closed} */
    @Nullable
    Response enter(Channel channel) {
        SocketAddress peer = channel.remoteAddress();
        Network network = Network.of(peer);
        boolean counted = !proxies.trusts(peer);
        if (!everybody.enter(EVERYBODY)) {
            refused("connection", peer, "the server has {}", limits.maxConnections());
            return Refusals.FULL;
        }
        if (counted && !neighbours.enter(network)) {
            everybody.leave(EVERYBODY);
            crowded(peer);
            return Refusals.CROWDED;
        }
        channel.closeFuture().addListener(closed -> {
            everybody.leave(EVERYBODY);
            if (counted) {
                neighbours.leave(network);
            }
        });
        return null;
    }

    /** {@return false if too many are being told already that they are refused: that must not be a way in} */
    boolean mayTell(Channel channel) {
        if (told.incrementAndGet() > MOST_TOLD) {
            told.decrementAndGet();
            return false;
        }
        channel.closeFuture().addListener(closed -> told.decrementAndGet());
        return true;
    }

    /** {@return a seat for the clients of a proxy's connection, or null if nobody else uses the connection} */
    @Nullable
    Seat seat(Channel channel) {
        if (!proxies.trusts(channel.remoteAddress())) {
            return null;
        }
        Seat seat = new Seat(neighbours);
        channel.closeFuture().addListener(closed -> seat.free());
        return seat;
    }

    boolean take(Seat seat, SocketAddress client) {
        boolean taken = seat.take(Network.of(client));
        if (!taken) {
            crowded(client);
        }
        return taken;
    }

    /** {@return whether a session may begin; one that begins counts for its address until it has ended} */
    SessionAdmission admitSession(Request request) {
        return sessions.admitSession(request);
    }
}
