package io.faye.benchmark.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Latencies")
class LatenciesTest {

    private final Latencies latencies = new Latencies();

    @Test
    @DisplayName("tell within what time a part of the messages came, in whatever order")
    void parts() {
        IntStream.rangeClosed(1, 100).map(number -> 101 - number).forEach(micros -> latencies.add(micros * 1_000L));
        assertThat(latencies.micros(0.5)).isEqualTo(50);
        assertThat(latencies.micros(0.99)).isEqualTo(99);
        assertThat(latencies.micros(1)).isEqualTo(100);
    }

    @Test
    @DisplayName("grow with the messages and are forgotten with the warm-up")
    void forgotten() {
        IntStream.range(0, 200_000).forEach(number -> latencies.add(5_000));
        assertThat(latencies.count()).isEqualTo(200_000);
        latencies.clear();
        latencies.add(7_000);
        assertThat(latencies.micros(1)).isEqualTo(7);
        assertThat(latencies.count()).isEqualTo(1);
    }

    @Test
    @DisplayName("are not a number if nothing came")
    void nothing() {
        assertThat(latencies.micros(0.5)).isNaN();
    }
}
