package io.faye.transport.http.connection;

import java.time.Duration;

/** The limits of a server by default. */
final class TestLimits {

    private TestLimits() {}

    /** {@return them with others for writing} */
    static ConnectionLimits with(Duration writeTimeout, int minWriteRate) {
        return new ConnectionLimits(
                1 << 20,
                1 << 20,
                16 << 10,
                8 << 10,
                32,
                1 << 20,
                Duration.ofSeconds(10),
                Duration.ofSeconds(10),
                1 << 10,
                writeTimeout,
                minWriteRate,
                Duration.ofMinutes(1),
                Duration.ZERO);
    }
}
