package io.faye.engine.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The Redis engine's figures")
class FiguresTest {

    private final RedisServer redis = RedisServer.start();
    private final Member process = new Member(RedisTests.options(redis));

    @AfterEach
    void close() {
        process.close();
        redis.close();
    }

    @Test
    @DisplayName("tell the length of the log, the age of the lease and of the last read, and Redis' memory")
    void tell() {
        Map<String, DoubleSupplier> figures = process.engine.figures();
        assertThat(figures)
                .containsOnlyKeys(
                        "log.entries",
                        "memory.used.bytes",
                        "memory.limit.bytes",
                        "tail.age.seconds",
                        "lease.age.seconds");
        double before = figures.get("log.entries").getAsDouble();
        for (int i = 0; i < 5; i++) {
            process.publish("/a", i);
        }
        Member.until("the log has grown", () -> figures.get("log.entries").getAsDouble() >= before + 5);
        Member.until(
                "Redis' memory is known", () -> figures.get("memory.used.bytes").getAsDouble() > 0);
        assertThat(figures.get("memory.limit.bytes").getAsDouble()).isZero();

        redis.kill();
        Member.until(
                "the lease grows old", () -> figures.get("lease.age.seconds").getAsDouble() > 2);
        Member.until(
                "the log was not read", () -> figures.get("tail.age.seconds").getAsDouble() > 2);
    }
}
