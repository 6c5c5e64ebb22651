package io.faye.transport.http;

import io.faye.transport.http.admission.Admission;

/**
 * How many clients a server lets in, in all and from each address. IPv6 addresses count as one if their first 64 bits
 * are the same, because whoever has one of those mostly has them all. Loopback addresses are treated like any other.
 * Behind trusted proxies the address is that of the proxy's client.
 *
 * @param maxConnections connections in all; one more is answered with 503 and closed. 0 for any number
 * @param maxConnectionsPerAddress connections from each address; one more is answered with 429 and closed. Of what comes
 *     through a trusted proxy, WebSockets, event streams and requests not answered yet are counted. 0 for any number
 * @param maxHandshakesPerSecond handshakes from each address in a second; one more is refused with
 *     {@code 400:handshakes:Bad request}. 0 for any number
 * @param maxSessionsPerAddress sessions that began in this process with a handshake from one address, until they have
 *     ended, in whatever process; one more is refused with {@code 429:sessions:Too many sessions}. 0 for any number
 */
public record AdmissionLimits(
        int maxConnections, int maxConnectionsPerAddress, int maxHandshakesPerSecond, int maxSessionsPerAddress) {

    /**
     * 100,000 connections, 10,000 from each address, and as many handshakes a second: after a restart all clients behind one
     * address come back at once. 10,000 sessions of each address, a tenth of those that a service has by default.
     */
    public static final AdmissionLimits DEFAULT = new AdmissionLimits(100_000, 10_000, 10_000, 10_000);

    /** Everybody is let in. */
    public static final AdmissionLimits NONE = new AdmissionLimits(0, 0, 0, 0);

    /**
     * Makes limits.
     *
     * @param maxConnections at least 0
     * @param maxConnectionsPerAddress at least 0
     * @param maxHandshakesPerSecond at least 0
     * @param maxSessionsPerAddress at least 0
     * @throws IllegalArgumentException if one is negative
     */
    public AdmissionLimits {
        notNegative(maxConnections, "maxConnections");
        notNegative(maxConnectionsPerAddress, "maxConnectionsPerAddress");
        notNegative(maxHandshakesPerSecond, "maxHandshakesPerSecond");
        notNegative(maxSessionsPerAddress, "maxSessionsPerAddress");
    }

    void applyTo(Admission admission) {
        admission.limitConnections(maxConnections, maxConnectionsPerAddress);
        admission.limitSessions(maxHandshakesPerSecond, maxSessionsPerAddress);
    }

    private static void notNegative(int value, String name) {
        if (value < 0) {
            throw new IllegalArgumentException("Expected " + name + " of 0 or more, but got " + value);
        }
    }
}
