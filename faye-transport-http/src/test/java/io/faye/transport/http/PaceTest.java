package io.faye.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The pace of a request")
class PaceTest {

    private static final HttpLimits LIMITS = HttpLimits.DEFAULT;

    private final Pace pace = new Pace(0);

    private static long at(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1_000)).toNanos();
    }

    @Test
    @DisplayName("is too slow when the header block takes more than its time")
    void headers() {
        pace.headersBegin(at(5));
        assertThat(pace.isTooSlow(at(15), LIMITS)).isFalse();
        assertThat(pace.isTooSlow(at(15.1), LIMITS)).isTrue();
    }

    @Test
    @DisplayName("is too slow when the body stops for more than its time")
    void stop() {
        pace.bodyBegins(at(0));
        pace.arrived(1_000_000, at(1));
        assertThat(pace.isTooSlow(at(10), LIMITS)).isFalse();
        assertThat(pace.isTooSlow(at(11.1), LIMITS)).isTrue();
    }

    @Test
    @DisplayName("is too slow below the least rate, once the first seconds have passed")
    void trickle() {
        pace.bodyBegins(at(0));
        for (int second = 1; second <= 10; second++) {
            pace.arrived(1_000, at(second));
            assertThat(pace.isTooSlow(at(second), LIMITS)).isFalse();
        }
        assertThat(pace.isTooSlow(at(10.1), LIMITS)).isTrue();
    }

    @Test
    @DisplayName("is not made good for ever by a fast beginning")
    void fastBeginning() {
        pace.bodyBegins(at(0));
        pace.arrived(500_000, at(1));
        boolean tooSlow = false;
        for (int second = 2; second <= 30; second++) {
            pace.arrived(10, at(second));
            tooSlow |= pace.isTooSlow(at(second), LIMITS);
        }
        assertThat(tooSlow).isTrue();
    }

    @Test
    @DisplayName("is good at the least rate")
    void steady() {
        pace.bodyBegins(at(0));
        for (int second = 1; second <= 100; second++) {
            pace.arrived(1_100, at(second));
            assertThat(pace.isTooSlow(at(second), LIMITS)).isFalse();
        }
    }

    @Test
    @DisplayName("does not count while the server itself does not read")
    void restart() {
        pace.bodyBegins(at(0));
        pace.restart(at(100));
        assertThat(pace.isTooSlow(at(110), LIMITS)).isFalse();
    }

    @Test
    @DisplayName("is idle between requests, for a minute at most")
    void idle() {
        assertThat(pace.isTooSlow(at(1_000), LIMITS)).isFalse();
        assertThat(pace.isIdleTooLong(at(60), LIMITS)).isFalse();
        assertThat(pace.isIdleTooLong(at(61), LIMITS)).isTrue();
        pace.headersBegin(at(61));
        assertThat(pace.isIdleTooLong(at(200), LIMITS)).isFalse();
    }

    @Test
    @DisplayName("is not that of bytes that count for nothing")
    void overhead() {
        pace.bodyBegins(at(0));
        for (int second = 1; second <= 10; second++) {
            pace.arrived(6_000, at(second));
            pace.discount(6_000);
        }
        assertThat(pace.isTooSlow(at(10.1), LIMITS)).isTrue();
    }
}
