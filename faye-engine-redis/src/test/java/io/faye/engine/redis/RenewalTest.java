package io.faye.engine.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.engine.EngineOptions;
import io.faye.protocol.ClientId;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

@DisplayName("A session that is attached again and again in one process")
class RenewalTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(8);

    private final EngineOptions options = RedisTests.options(RedisTests.shared());
    private final Member here = new Member(options, TIMEOUT);
    private final Member there = new Member(options, TIMEOUT);
    private final ClientId alice = here.client();

    @AfterEach
    void close() {
        here.close();
        there.close();
    }

    private double expiry() {
        try (Jedis redis = RedisTests.shared().connect()) {
            return redis.zscore(RedisTests.keys(options).ofService().get(1), alice.toString());
        }
    }

    @Test
    @DisplayName("lives on")
    void livesOn() {
        here.attach(alice);
        double first = expiry();
        Member.until("its end is postponed", () -> {
            here.attach(alice);
            return expiry() > first;
        });
    }

    @Test
    @DisplayName("is attached by its newest attachment, also after another process had it")
    void hasOneReader() {
        here.subscribe(alice, "/a");
        here.attach(alice);
        here.attach(alice);
        there.attach(alice);
        here.attach(alice);
        there.publish("/a", 1);
        Member.until("the message comes", () -> here.waiting(alice).size() == 1);
        assertThat(there.waiting(alice)).isEmpty();
    }

    @Test
    @DisplayName("is unknown from the moment another process has ended it")
    void isUnknownAfterItsEnd() {
        for (int i = 0; i < 50; i++) {
            ClientId bob = here.client();
            here.attach(bob);
            Member.get(there.engine.destroyClient(bob));
            assertThat(Member.get(here.engine.attach(bob, new NotingListener(bob, "", here.noted))))
                    .isEmpty();
        }
    }
}
