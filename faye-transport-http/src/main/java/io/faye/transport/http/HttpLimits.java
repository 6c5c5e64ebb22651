package io.faye.transport.http;

import java.time.Duration;

/**
 * How much one connection may ask of the server, and how slowly. What passes a limit is refused: requests with a status
 * of HTTP, WebSockets with a close code.
 *
 * @param maxBody bytes of a request's body; refused with 413
 * @param maxMessage bytes of a WebSocket message, all its fragments together; refused with close code 1009
 * @param maxHeaders bytes of a request line, and of all header fields together; refused with 431
 * @param maxHeaderField characters of one header field, its name and its value together; refused with 431
 * @param maxWaiting requests of one connection, WebSockets included, that wait for their replies before the server stops reading from it
 * @param headerTimeout how long the header block may take from its first byte on; refused with 408
 * @param bodyTimeout how long a body, or a WebSocket message that has begun, may make no progress, and how long it is
 *     borne with before its rate counts; refused with 408 or close code 1008
 * @param minBodyRate bytes in each second that a body or a WebSocket message has to bring; refused with 408 or close code
 *     1008
 * @param idleTimeout how long a connection without a request is kept open, and a WebSocket or an event stream over which
 *     no client is connected; a WebSocket's time begins anew with each message, and it is closed with 1001
 */
public record HttpLimits(
        int maxBody,
        int maxMessage,
        int maxHeaders,
        int maxHeaderField,
        int maxWaiting,
        Duration headerTimeout,
        Duration bodyTimeout,
        int minBodyRate,
        Duration idleTimeout) {

    /**
     * Bodies and messages of 1 MiB, headers of 16 KiB and 8 KiB each, 32 waiting requests, 10 s, 1 KiB/s, a minute of
     * idleness.
     */
    public static final HttpLimits DEFAULT = new HttpLimits(
            1 << 20,
            1 << 20,
            16 << 10,
            8 << 10,
            32,
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            1 << 10,
            Duration.ofMinutes(1));

    /**
     * Makes limits.
     *
     * @param maxBody at least 1
     * @param maxMessage at least 1
     * @param maxHeaders at least 256
     * @param maxHeaderField at least 128
     * @param maxWaiting at least 1
     * @param headerTimeout above zero
     * @param bodyTimeout above zero
     * @param minBodyRate at least 0
     * @param idleTimeout above zero
     * @throws IllegalArgumentException if a figure is lower
     */
    public HttpLimits {
        atLeast(1, maxBody, "maxBody");
        atLeast(1, maxMessage, "maxMessage");
        atLeast(256, maxHeaders, "maxHeaders");
        atLeast(128, maxHeaderField, "maxHeaderField");
        atLeast(1, maxWaiting, "maxWaiting");
        atLeast(0, minBodyRate, "minBodyRate");
        positive(headerTimeout, "headerTimeout");
        positive(bodyTimeout, "bodyTimeout");
        positive(idleTimeout, "idleTimeout");
    }

    /**
     * {@return these limits with another one for bodies}
     *
     * @param bytes at most so many
     */
    public HttpLimits withMaxBody(int bytes) {
        return new HttpLimits(
                bytes,
                maxMessage,
                maxHeaders,
                maxHeaderField,
                maxWaiting,
                headerTimeout,
                bodyTimeout,
                minBodyRate,
                idleTimeout);
    }

    /**
     * {@return these limits with another one for WebSocket messages}
     *
     * @param bytes at most so many
     */
    public HttpLimits withMaxMessage(int bytes) {
        return new HttpLimits(
                maxBody,
                bytes,
                maxHeaders,
                maxHeaderField,
                maxWaiting,
                headerTimeout,
                bodyTimeout,
                minBodyRate,
                idleTimeout);
    }

    /**
     * {@return these limits with another one for header blocks}
     *
     * @param bytes at most so many
     */
    public HttpLimits withMaxHeaders(int bytes) {
        return new HttpLimits(
                maxBody,
                maxMessage,
                bytes,
                maxHeaderField,
                maxWaiting,
                headerTimeout,
                bodyTimeout,
                minBodyRate,
                idleTimeout);
    }

    /**
     * {@return these limits with another one for each header field}
     *
     * @param characters at most so many in its name and its value together
     */
    public HttpLimits withMaxHeaderField(int characters) {
        return new HttpLimits(
                maxBody,
                maxMessage,
                maxHeaders,
                characters,
                maxWaiting,
                headerTimeout,
                bodyTimeout,
                minBodyRate,
                idleTimeout);
    }

    /**
     * {@return these limits with another one for requests that wait}
     *
     * @param requests at most so many on each connection
     */
    public HttpLimits withMaxWaiting(int requests) {
        return new HttpLimits(
                maxBody,
                maxMessage,
                maxHeaders,
                maxHeaderField,
                requests,
                headerTimeout,
                bodyTimeout,
                minBodyRate,
                idleTimeout);
    }

    /**
     * {@return these limits with another time for header blocks}
     *
     * @param time at most so long
     */
    public HttpLimits withHeaderTimeout(Duration time) {
        return new HttpLimits(
                maxBody,
                maxMessage,
                maxHeaders,
                maxHeaderField,
                maxWaiting,
                time,
                bodyTimeout,
                minBodyRate,
                idleTimeout);
    }

    /**
     * {@return these limits with another pace for bodies}
     *
     * @param time no progress for at most so long
     * @param bytesPerSecond at least so many, once that time has passed
     */
    public HttpLimits withBodyPace(Duration time, int bytesPerSecond) {
        return new HttpLimits(
                maxBody,
                maxMessage,
                maxHeaders,
                maxHeaderField,
                maxWaiting,
                headerTimeout,
                time,
                bytesPerSecond,
                idleTimeout);
    }

    /**
     * {@return these limits with another time for connections without a request}
     *
     * @param time at most so long
     */
    public HttpLimits withIdleTimeout(Duration time) {
        return new HttpLimits(
                maxBody,
                maxMessage,
                maxHeaders,
                maxHeaderField,
                maxWaiting,
                headerTimeout,
                bodyTimeout,
                minBodyRate,
                time);
    }

    private static void atLeast(int least, int value, String name) {
        if (value < least) {
            throw new IllegalArgumentException("Expected " + name + " of " + least + " or more, but got " + value);
        }
    }

    private static void positive(Duration value, String name) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException("Expected " + name + " above zero, but got " + value);
        }
    }
}
