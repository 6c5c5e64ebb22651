package io.faye.engine.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.engine.EndReason;
import io.faye.engine.EngineLimits;
import io.faye.engine.QueueLimits;
import io.faye.protocol.ClientId;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The Redis engine counts the end of a session once, by its reason:")
class EndReasonsTest {

    private static final EngineLimits SHORT_QUEUES = new EngineLimits(
            new QueueLimits(2, 1 << 20, QueueLimits.Policy.END_SESSION), Integer.MAX_VALUE, Integer.MAX_VALUE);

    private final RedisServer redis = RedisServer.start();

    @AfterEach
    void close() {
        redis.close();
    }

    private static void assertEndsFor(EndReason reason, Member process) {
        Member.until(
                "a session has ended",
                () -> Arrays.stream(EndReason.values())
                                .mapToLong(process.engine.statistics()::sessionsEnded)
                                .sum()
                        > 0);
        for (EndReason other : EndReason.values()) {
            assertThat(process.engine.statistics().sessionsEnded(other))
                    .as("sessions that ended for %s", other)
                    .isEqualTo(other == reason ? 1 : 0);
        }
    }

    @Test
    @DisplayName("no client came in time")
    void expires() {
        try (Member process = new Member(RedisTests.options(redis), Duration.ofMillis(500))) {
            process.client();
            assertEndsFor(EndReason.EXPIRED, process);
        }
    }

    @Test
    @DisplayName("its queue is full")
    void overflows() {
        try (Member process = new Member(RedisTests.options(redis), Duration.ofSeconds(45), SHORT_QUEUES)) {
            ClientId client = process.client();
            process.subscribe(client, "/a");
            for (int i = 0; i < 3; i++) {
                process.publish("/a", i);
            }
            assertEndsFor(EndReason.OVERFLOWED, process);
        }
    }

    @Test
    @DisplayName("somebody asked for it")
    void isDestroyed() {
        try (Member process = new Member(RedisTests.options(redis))) {
            Member.get(process.engine.destroyClient(process.client()));
            assertEndsFor(EndReason.REQUEST, process);
        }
    }
}
