package io.faye.transport.http.connection;

import java.time.Duration;
import java.util.stream.Stream;

/**
 * How much one connection may ask of the server, and how slow it may be.
 *
 * @param maxBody bytes of a request's body
 * @param maxMessage bytes of a WebSocket message
 * @param maxHeaders bytes of a request line, and of all header fields together
 * @param maxHeaderField characters of one header field
 * @param maxWaiting requests that wait for their replies
 * @param maxWaitingBytes bytes of replies that wait to be written
 * @param headerTimeout how long a header block may take
 * @param bodyTimeout how long a body or message may make no progress
 * @param minBodyRate bytes of a body or message in each second
 * @param writeTimeout how long a client may take nothing of what is sent to it
 * @param minWriteRate bytes that a client has to take in each second
 * @param idleTimeout how long an unused connection is kept
 * @param maxConnectionAge how old a connection may become, zero for any age
 */
public record ConnectionLimits(
        int maxBody,
        int maxMessage,
        int maxHeaders,
        int maxHeaderField,
        int maxWaiting,
        int maxWaitingBytes,
        Duration headerTimeout,
        Duration bodyTimeout,
        int minBodyRate,
        Duration writeTimeout,
        int minWriteRate,
        Duration idleTimeout,
        Duration maxConnectionAge) {

    private static final Duration LONGEST_PERIOD = Duration.ofSeconds(1);

    /**
     * {@return how often connections are checked: so often that a time limit is overrun by a quarter at most}
     *
     * @param ping the period of pings, zero if there are none
     */
    public Duration checkPeriod(Duration ping) {
        return Stream.of(ping, headerTimeout, bodyTimeout, writeTimeout, idleTimeout)
                .filter(limit -> !limit.isZero())
                .map(limit -> limit.dividedBy(4).plusMillis(1))
                .reduce(LONGEST_PERIOD, (some, other) -> some.compareTo(other) < 0 ? some : other);
    }
}
