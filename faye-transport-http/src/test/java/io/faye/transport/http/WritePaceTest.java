package io.faye.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The pace at which a client reads")
class WritePaceTest {

    private static final HttpLimits LIMITS = HttpLimits.builder()
            .writeTimeout(Duration.ofSeconds(10))
            .minWriteRate(1_000)
            .build();

    private static long at(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1_000)).toNanos();
    }

    @Test
    @DisplayName("is too slow when nothing is taken for more than the time")
    void stop() {
        WritePace pace = new WritePace(at(0), 100_000, 50_000);
        assertThat(pace.isTooSlow(at(1), 100_000, 20_000, LIMITS)).isFalse();
        assertThat(pace.isTooSlow(at(11), 100_000, 20_000, LIMITS)).isFalse();
        assertThat(pace.isTooSlow(at(11.1), 100_000, 20_000, LIMITS)).isTrue();
    }

    @Test
    @DisplayName("is not better because more is sent")
    void sending() {
        WritePace pace = new WritePace(at(0), 100_000, 50_000);
        for (int second = 1; second <= 10; second++) {
            assertThat(pace.isTooSlow(at(second), 100_000 + second * 1_000, 50_000 + second * 1_000, LIMITS))
                    .isFalse();
        }
        assertThat(pace.isTooSlow(at(10.1), 200_000, 150_000, LIMITS)).isTrue();
    }

    @Test
    @DisplayName("is too slow below the least rate, after a fast beginning too")
    void trickle() {
        WritePace pace = new WritePace(at(0), 1_000_000, 900_000);
        long left = 400_000;
        int second = 0;
        while (!pace.isTooSlow(at(second), 1_000_000, left, LIMITS)) {
            second++;
            left -= 500;
            assertThat(second).isLessThan(30);
        }
        assertThat(second).isGreaterThan(20);
    }

    @Test
    @DisplayName("may be slow as long as the client likes, above the least rate")
    void steady() {
        WritePace pace = new WritePace(at(0), 1_000_000, 1_000_000);
        for (int second = 1; second < 400; second++) {
            assertThat(pace.isTooSlow(at(second), 1_000_000, 1_000_000 - second * 2_000, LIMITS))
                    .isFalse();
        }
    }

    @Test
    @DisplayName("counts anew when all was taken that was left at the last look")
    void newer() {
        WritePace pace = new WritePace(at(0), 1_000, 100);
        for (int second = 1; second < 100; second++) {
            assertThat(pace.isTooSlow(at(second), 1_000 + second * 100, 100, LIMITS))
                    .isFalse();
        }
    }
}
