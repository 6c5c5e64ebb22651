package io.faye.transport.http;

import io.faye.transport.http.connection.ConnectionLimits;
import java.time.Duration;

/**
 * How much one connection may ask of the server, and how slow it may be. What passes a limit is refused: requests with a
 * status of HTTP, WebSockets with a close code. Immutable.
 */
public final class HttpLimits {

    /** What a builder begins with. */
    public static final HttpLimits DEFAULT = builder().build();

    private final ConnectionLimits limits;

    private HttpLimits(ConnectionLimits limits) {
        this.limits = limits;
    }

    /** {@return a builder that begins with the defaults} */
    public static Builder builder() {
        return new Builder();
    }

    ConnectionLimits limits() {
        return limits;
    }

    /** Sets limits. Each method returns this builder, and refuses a value out of range. Not safe for threads. */
    public static final class Builder {

        private int maxBody = 1 << 20;
        private int maxMessage = 1 << 20;
        private int maxHeaders = 16 << 10;
        private int maxHeaderField = 8 << 10;
        private int maxWaiting = 32;
        private int maxWaitingBytes = 1 << 20;
        private Duration headerTimeout = Duration.ofSeconds(10);
        private Duration bodyTimeout = Duration.ofSeconds(10);
        private int minBodyRate = 1 << 10;
        private Duration writeTimeout = Duration.ofSeconds(30);
        private int minWriteRate = 1 << 10;
        private Duration idleTimeout = Duration.ofMinutes(1);
        private Duration maxConnectionAge = Duration.ZERO;

        private Builder() {}

        /**
         * Bounds a request's body; refused with 413.
         *
         * @param bytes bytes, at least 1; by default 1 MiB
         * @return this builder
         * @throws IllegalArgumentException if it is less
         */
        public Builder maxBody(int bytes) {
            maxBody = atLeast(1, bytes, "maxBody");
            return this;
        }

        /**
         * Bounds a WebSocket message, all its fragments together; refused with close code 1009.
         *
         * @param bytes bytes, at least 1; by default 1 MiB
         * @return this builder
         * @throws IllegalArgumentException if it is less
         */
        public Builder maxMessage(int bytes) {
            maxMessage = atLeast(1, bytes, "maxMessage");
            return this;
        }

        /**
         * Bounds a request line, and all header fields together; refused with 431.
         *
         * @param bytes bytes, at least 256; by default 16 KiB
         * @return this builder
         * @throws IllegalArgumentException if it is less
         */
        public Builder maxHeaders(int bytes) {
            maxHeaders = atLeast(256, bytes, "maxHeaders");
            return this;
        }

        /**
         * Bounds one header field, its name and its value together; refused with 431.
         *
         * @param characters characters, at least 128; by default 8 KiB
         * @return this builder
         * @throws IllegalArgumentException if it is less
         */
        public Builder maxHeaderField(int characters) {
            maxHeaderField = atLeast(128, characters, "maxHeaderField");
            return this;
        }

        /**
         * Bounds the requests of one connection, WebSockets included, that wait for their replies; beyond it the server does
         * not read.
         *
         * @param requests requests, at least 1; by default 32
         * @return this builder
         * @throws IllegalArgumentException if it is less
         */
        public Builder maxWaiting(int requests) {
            maxWaiting = atLeast(1, requests, "maxWaiting");
            return this;
        }

        /**
         * Bounds the replies of one connection that wait to be written; beyond it the server does not read.
         *
         * @param bytes bytes, at least 1; by default 1 MiB
         * @return this builder
         * @throws IllegalArgumentException if it is less
         */
        public Builder maxWaitingBytes(int bytes) {
            maxWaitingBytes = atLeast(1, bytes, "maxWaitingBytes");
            return this;
        }

        /**
         * Bounds the time that a header block takes from its first byte on; refused with 408.
         *
         * @param time above zero; by default 10 s
         * @return this builder
         * @throws IllegalArgumentException if it is less
         */
        public Builder headerTimeout(Duration time) {
            headerTimeout = positive(time, "headerTimeout");
            return this;
        }

        /**
         * Bounds the time for which a body, or a WebSocket message that has begun, makes no progress, and for which its rate
         * does not count; refused with 408 or close code 1008.
         *
         * @param time above zero; by default 10 s
         * @return this builder
         * @throws IllegalArgumentException if it is less
         */
        public Builder bodyTimeout(Duration time) {
            bodyTimeout = positive(time, "bodyTimeout");
            return this;
        }

        /**
         * Sets how fast a body or a WebSocket message has to come; refused with 408 or close code 1008.
         *
         * @param bytesPerSecond bytes in each second, at least 0; by default 1 KiB/s
         * @return this builder
         * @throws IllegalArgumentException if it is less
         */
        public Builder minBodyRate(int bytesPerSecond) {
            minBodyRate = atLeast(0, bytesPerSecond, "minBodyRate");
            return this;
        }

        /**
         * Bounds the time for which a client takes nothing of what is sent to it, and for which its rate does not count; the
         * server closes the connection.
         *
         * @param time above zero; by default 30 s
         * @return this builder
         * @throws IllegalArgumentException if it is less
         */
        public Builder writeTimeout(Duration time) {
            writeTimeout = positive(time, "writeTimeout");
            return this;
        }

        /**
         * Sets how fast a client has to take what is sent to it; the server closes the connection.
         *
         * @param bytesPerSecond bytes in each second, at least 0; by default 1 KiB/s
         * @return this builder
         * @throws IllegalArgumentException if it is less
         */
        public Builder minWriteRate(int bytesPerSecond) {
            minWriteRate = atLeast(0, bytesPerSecond, "minWriteRate");
            return this;
        }

        /**
         * Bounds the time for which a connection without a request is kept open, and a WebSocket or an event stream over which
         * no client is connected. A WebSocket's time begins anew with each message, and it is closed with 1001.
         *
         * @param time above zero; by default a minute
         * @return this builder
         * @throws IllegalArgumentException if it is less
         */
        public Builder idleTimeout(Duration time) {
            idleTimeout = positive(time, "idleTimeout");
            return this;
        }

        /**
         * Bounds the age of connections, so that clients spread over all servers again after one was added: each connection
         * lasts for a time of its own, from three quarters of this to all of it. After that the next HTTP response closes it,
         * and a WebSocket or an event stream ends as in a {@link io.faye.server.BayeuxServer#drain drain}.
         *
         * @param time zero or more; zero, the default, for no bound
         * @return this builder
         * @throws IllegalArgumentException if it is less
         */
        public Builder maxConnectionAge(Duration time) {
            if (time.isNegative()) {
                throw new IllegalArgumentException("Expected maxConnectionAge of zero or more, but got " + time);
            }
            maxConnectionAge = time;
            return this;
        }

        /** {@return the limits} */
        public HttpLimits build() {
            return new HttpLimits(new ConnectionLimits(
                    maxBody,
                    maxMessage,
                    maxHeaders,
                    maxHeaderField,
                    maxWaiting,
                    maxWaitingBytes,
                    headerTimeout,
                    bodyTimeout,
                    minBodyRate,
                    writeTimeout,
                    minWriteRate,
                    idleTimeout,
                    maxConnectionAge));
        }

        private static int atLeast(int least, int value, String name) {
            if (value < least) {
                throw new IllegalArgumentException("Expected " + name + " of " + least + " or more, but got " + value);
            }
            return value;
        }

        private static Duration positive(Duration value, String name) {
            if (value.isNegative() || value.isZero()) {
                throw new IllegalArgumentException("Expected " + name + " above zero, but got " + value);
            }
            return value;
        }
    }
}
