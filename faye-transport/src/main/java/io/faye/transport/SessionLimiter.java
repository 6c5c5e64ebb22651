package io.faye.transport;

import io.faye.extension.Request;
import io.faye.protocol.BayeuxError;
import io.faye.protocol.log.RateLimitedLog;
import io.faye.server.SessionAdmission;
import java.net.SocketAddress;

/** Decides whether a session may begin, by how many the client's address has and how fast it begins them. Safe for threads. */
public final class SessionLimiter {

    private static final SessionAdmission TOO_HASTY = SessionAdmission.refused(BayeuxError.badRequest("handshakes"));
    private static final SessionAdmission TOO_MANY = SessionAdmission.refused(BayeuxError.tooMany("sessions"));

    private final AddressQuota sessions;
    private final HandshakeRateLimiter handshakes;
    private volatile int maxHandshakesPerSecond;
    private volatile int maxSessionsPerAddress;
    private final RateLimitedLog log;

    /**
     * Makes a gate.
     *
     * @param maxHandshakesPerSecond handshakes from each address in a second, 0 for any number
     * @param maxSessionsPerAddress sessions that each address has at a time, 0 for any number
     * @param log where refusals are told
     */
    public SessionLimiter(int maxHandshakesPerSecond, int maxSessionsPerAddress, RateLimitedLog log) {
        this.sessions = new AddressQuota(maxSessionsPerAddress);
        this.handshakes = new HandshakeRateLimiter(maxHandshakesPerSecond);
        this.maxHandshakesPerSecond = maxHandshakesPerSecond;
        this.maxSessionsPerAddress = maxSessionsPerAddress;
        this.log = log;
    }

    /**
     * Changes the limits; sessions that are there stay.
     *
     * @param handshakesPerSecond handshakes from each address in a second, 0 for any number
     * @param sessionsPerAddress sessions that each address has at a time, 0 for any number
     */
    public void limit(int handshakesPerSecond, int sessionsPerAddress) {
        maxHandshakesPerSecond = handshakesPerSecond;
        maxSessionsPerAddress = sessionsPerAddress;
        handshakes.limit(handshakesPerSecond);
        sessions.limit(sessionsPerAddress);
    }

    /**
     * {@return whether a session may begin; one that begins counts for its address until it has ended}
     *
     * @param request the one that carries the handshake
     */
    public SessionAdmission admitSession(Request request) {
        return request.remoteAddress().map(this::admitSession).orElseGet(SessionAdmission::granted);
    }

    private SessionAdmission admitSession(SocketAddress remote) {
        AddressKey network = AddressKey.of(remote);
        if (!handshakes.admits(network, System.nanoTime())) {
            refused("handshake", remote, "its address made {} within a second", maxHandshakesPerSecond);
            return TOO_HASTY;
        }
        if (!sessions.acquire(network)) {
            refused("session", remote, "its address has {}", maxSessionsPerAddress);
            return TOO_MANY;
        }
        return SessionAdmission.granted(() -> sessions.release(network));
    }

    private void refused(String what, SocketAddress address, String why, int limit) {
        log.warn(
                what + why,
                "Refused a " + what + " of {}: " + why + ", the limit (and {} more since the last line)",
                address,
                limit);
    }
}
