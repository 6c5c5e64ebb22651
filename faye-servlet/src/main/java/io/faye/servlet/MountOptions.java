package io.faye.servlet;

import io.faye.transport.Cors;
import io.faye.transport.Origins;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** What a server in a servlet container accepts. Immutable. */
public final class MountOptions {

    /** What a builder begins with. */
    public static final MountOptions DEFAULT = builder().build();

    private final Builder values;

    private MountOptions(Builder values) {
        this.values = values;
    }

    /** {@return a builder that begins with the defaults} */
    public static Builder builder() {
        return new Builder();
    }

    List<String> allowedOrigins() {
        return values.allowedOrigins;
    }

    List<String> allowedHeaders() {
        return values.allowedHeaders;
    }

    int maxMessageSize() {
        return values.maxMessageSize;
    }

    int maxWaitingBytes() {
        return values.maxWaitingBytes;
    }

    Duration readTimeout() {
        return values.readTimeout;
    }

    Duration writeTimeout() {
        return values.writeTimeout;
    }

    Duration idleTimeout() {
        return values.idleTimeout;
    }

    int maxHandshakesPerSecond() {
        return values.maxHandshakesPerSecond;
    }

    int maxSessionsPerAddress() {
        return values.maxSessionsPerAddress;
    }

    boolean deflates() {
        return values.deflate;
    }

    /** Sets options. Each method returns this builder, and refuses a value out of range. Not safe for threads. */
    public static final class Builder {

        private List<String> allowedOrigins = List.of();
        private List<String> allowedHeaders = List.of();
        private int maxMessageSize = 1 << 20;
        private int maxWaitingBytes = 1 << 20;
        private Duration readTimeout = Duration.ofSeconds(10);
        private Duration writeTimeout = Duration.ofSeconds(30);
        private Duration idleTimeout = Duration.ofMinutes(1);
        private int maxHandshakesPerSecond = 10_000;
        private int maxSessionsPerAddress = 10_000;
        private boolean deflate;

        private Builder() {}

        private Builder(Builder other) {
            allowedOrigins = other.allowedOrigins;
            allowedHeaders = other.allowedHeaders;
            maxMessageSize = other.maxMessageSize;
            maxWaitingBytes = other.maxWaitingBytes;
            readTimeout = other.readTimeout;
            writeTimeout = other.writeTimeout;
            idleTimeout = other.idleTimeout;
            maxHandshakesPerSecond = other.maxHandshakesPerSecond;
            maxSessionsPerAddress = other.maxSessionsPerAddress;
            deflate = other.deflate;
        }

        /**
         * Sets whose pages may use the server; the application's own origin has to be named too. Others get no CORS headers,
         * and no WebSocket, event stream or JSON-P (403).
         *
         * @param origins origins such as {@code https://www.example.com}; by default, and if there are none, any
         * @return this builder
         * @throws IllegalArgumentException if one is no origin
         */
        public Builder allowedOrigins(Collection<String> origins) {
            Origins.of(origins);
            allowedOrigins = List.copyOf(origins);
            return this;
        }

        /**
         * Sets which further header fields pages of other origins may send.
         *
         * @param names such as {@code X-Api-Key}; by default none beside those that clients need
         * @return this builder
         * @throws IllegalArgumentException if one is no name of a header field
         */
        public Builder allowedHeaders(Collection<String> names) {
            allowedHeaders = Cors.checkedNames(names);
            return this;
        }

        /**
         * Bounds a request's body and a WebSocket message; each message of a larger one is refused with 413.
         *
         * @param bytes bytes, at least 1; by default 1 MiB
         * @return this builder
         * @throws IllegalArgumentException if it is less
         */
        public Builder maxMessageSize(int bytes) {
            maxMessageSize = atLeast(1, bytes, "maxMessageSize");
            return this;
        }

        /**
         * Bounds what waits to be written to one WebSocket as answers to its requests; beyond it the server closes the WebSocket
         * with 1008.
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
         * Bounds the time for which a body makes no progress; refused with 408.
         *
         * @param time above zero; by default 10 s
         * @return this builder
         * @throws IllegalArgumentException if it is less
         */
        public Builder readTimeout(Duration time) {
            readTimeout = positive(time, "readTimeout");
            return this;
        }

        /**
         * Bounds the time for which a client takes nothing of what is sent to it; the server ends the connection.
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
         * Bounds the time for which a WebSocket or an event stream is kept open over which no client is connected; a
         * WebSocket is closed with 1001.
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
         * Bounds handshakes from each address in a second; refused with {@code 400:handshakes:Bad request}.
         *
         * @param count by default 10,000; 0 for any number
         * @return this builder
         * @throws IllegalArgumentException if it is negative
         */
        public Builder maxHandshakesPerSecond(int count) {
            maxHandshakesPerSecond = atLeast(0, count, "maxHandshakesPerSecond");
            return this;
        }

        /**
         * Bounds sessions of each address; refused with {@code 429:sessions:Too many sessions}.
         *
         * @param count by default 10,000; 0 for any number
         * @return this builder
         * @throws IllegalArgumentException if it is negative
         */
        public Builder maxSessionsPerAddress(int count) {
            maxSessionsPerAddress = atLeast(0, count, "maxSessionsPerAddress");
            return this;
        }

        /**
         * Has WebSockets compress messages with clients that offer it, if the container can ({@code permessage-deflate}). By
         * default nothing is compressed.
         *
         * @return this builder
         */
        public Builder deflate() {
            deflate = true;
            return this;
        }

        /** {@return the options} */
        public MountOptions build() {
            return new MountOptions(new Builder(this));
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
