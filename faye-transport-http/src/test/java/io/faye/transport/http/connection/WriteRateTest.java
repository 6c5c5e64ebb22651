package io.faye.transport.http.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The pace at which a client reads")
class WriteRateTest {

    private static final ConnectionLimits LIMITS = TestLimits.with(Duration.ofSeconds(10), 1_000);

    private static long at(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1_000)).toNanos();
    }

    @Test
    @DisplayName("is too slow when nothing is taken for more than the time")
    void stop() {
        WriteRate rate = new WriteRate(at(0), 100_000, 50_000);
        assertThat(rate.isTooSlow(at(1), 100_000, 20_000, LIMITS)).isFalse();
        assertThat(rate.isTooSlow(at(11), 100_000, 20_000, LIMITS)).isFalse();
        assertThat(rate.isTooSlow(at(11.1), 100_000, 20_000, LIMITS)).isTrue();
    }

    @Test
    @DisplayName("is not better because more is sent")
    void sending() {
        WriteRate rate = new WriteRate(at(0), 100_000, 50_000);
        for (int second = 1; second <= 10; second++) {
            assertThat(rate.isTooSlow(at(second), 100_000 + second * 1_000, 50_000 + second * 1_000, LIMITS))
                    .isFalse();
        }
        assertThat(rate.isTooSlow(at(10.1), 200_000, 150_000, LIMITS)).isTrue();
    }

    @Test
    @DisplayName("is too slow below the least rate, after a fast beginning too")
    void trickle() {
        WriteRate rate = new WriteRate(at(0), 1_000_000, 900_000);
        long left = 400_000;
        int second = 0;
        while (!rate.isTooSlow(at(second), 1_000_000, left, LIMITS)) {
            second++;
            left -= 500;
            assertThat(second).isLessThan(30);
        }
        assertThat(second).isGreaterThan(20);
    }

    @Test
    @DisplayName("may be slow as long as the client likes, above the least rate")
    void steady() {
        WriteRate rate = new WriteRate(at(0), 1_000_000, 1_000_000);
        for (int second = 1; second < 400; second++) {
            assertThat(rate.isTooSlow(at(second), 1_000_000, 1_000_000 - second * 2_000, LIMITS))
                    .isFalse();
        }
    }

    @Test
    @DisplayName("counts anew when all was taken that was left at the last look")
    void newer() {
        WriteRate rate = new WriteRate(at(0), 1_000, 100);
        for (int second = 1; second < 100; second++) {
            assertThat(rate.isTooSlow(at(second), 1_000 + second * 100, 100, LIMITS))
                    .isFalse();
        }
    }
}
