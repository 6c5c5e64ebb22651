package io.faye.engine.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The Redis engine stops")
class CloseTest {

    /** Five are promised; a busy machine gets some more. */
    private static final Duration LIMIT = Duration.ofSeconds(9);

    @Test
    @DisplayName("soon, also while Redis hangs and connections are being opened")
    void stopsWhileRedisHangs() {
        try (RedisServer redis = RedisServer.start()) {
            Member process = Member.impatient(RedisTests.options(redis));
            process.client();
            redis.pause();
            Member.until("connections are being opened", () -> !FullRedisTest.fault(process.engine.health())
                    .isEmpty());
            long begin = System.nanoTime();
            process.close();
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(LIMIT);
            redis.resume();
        }
    }
}
