package io.faye.transport.http.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The pace of a request")
class ReadRateTest {

    private static final ConnectionLimits LIMITS = TestLimits.with(Duration.ofSeconds(30), 1 << 10);

    private final ReadRate rate = new ReadRate(0);

    private static long at(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1_000)).toNanos();
    }

    @Test
    @DisplayName("is too slow when the header block takes more than its time")
    void headers() {
        rate.headersBegin(at(5));
        assertThat(rate.isTooSlow(at(15), LIMITS)).isFalse();
        assertThat(rate.isTooSlow(at(15.1), LIMITS)).isTrue();
    }

    @Test
    @DisplayName("is too slow when the body stops for more than its time")
    void stop() {
        rate.bodyBegins(at(0));
        rate.arrived(1_000_000, at(1));
        assertThat(rate.isTooSlow(at(10), LIMITS)).isFalse();
        assertThat(rate.isTooSlow(at(11.1), LIMITS)).isTrue();
    }

    @Test
    @DisplayName("is too slow below the least rate, once the first seconds have passed")
    void trickle() {
        rate.bodyBegins(at(0));
        for (int second = 1; second <= 10; second++) {
            rate.arrived(1_000, at(second));
            assertThat(rate.isTooSlow(at(second), LIMITS)).isFalse();
        }
        assertThat(rate.isTooSlow(at(10.1), LIMITS)).isTrue();
    }

    @Test
    @DisplayName("is not made good for ever by a fast beginning")
    void fastBeginning() {
        rate.bodyBegins(at(0));
        rate.arrived(500_000, at(1));
        boolean tooSlow = false;
        for (int second = 2; second <= 30; second++) {
            rate.arrived(10, at(second));
            tooSlow |= rate.isTooSlow(at(second), LIMITS);
        }
        assertThat(tooSlow).isTrue();
    }

    @Test
    @DisplayName("is good at the least rate")
    void steady() {
        rate.bodyBegins(at(0));
        for (int second = 1; second <= 100; second++) {
            rate.arrived(1_100, at(second));
            assertThat(rate.isTooSlow(at(second), LIMITS)).isFalse();
        }
    }

    @Test
    @DisplayName("does not count while the server itself does not read")
    void restart() {
        rate.bodyBegins(at(0));
        rate.restart(at(100));
        assertThat(rate.isTooSlow(at(110), LIMITS)).isFalse();
    }

    @Test
    @DisplayName("is idle between requests, for a minute at most")
    void idle() {
        assertThat(rate.isTooSlow(at(1_000), LIMITS)).isFalse();
        assertThat(rate.isIdleTooLong(at(60), LIMITS)).isFalse();
        assertThat(rate.isIdleTooLong(at(61), LIMITS)).isTrue();
        rate.headersBegin(at(61));
        assertThat(rate.isIdleTooLong(at(200), LIMITS)).isFalse();
    }

    @Test
    @DisplayName("is not that of bytes that count for nothing")
    void overhead() {
        rate.bodyBegins(at(0));
        for (int second = 1; second <= 10; second++) {
            rate.arrived(6_000, at(second));
            rate.discount(6_000);
        }
        assertThat(rate.isTooSlow(at(10.1), LIMITS)).isTrue();
    }
}
