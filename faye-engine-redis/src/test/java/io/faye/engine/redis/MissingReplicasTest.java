package io.faye.engine.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.protocol.ClientId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("With wait-replicas and no replica")
class MissingReplicasTest {

    @Test
    @DisplayName("clients can connect, publishes are refused with a reason, and health tells it")
    void refusesPublishes() {
        try (Member process = new Member(RedisTests.options(RedisTests.shared()).with("wait-replicas", "1"))) {
            ClientId alice = process.client();
            process.subscribe(alice, "/a");
            process.attach(alice);
            assertThat(FullRedisTest.fault(process.engine.publish(Member.message("/a", 1))))
                    .contains("wait-replicas");
            assertThat(FullRedisTest.fault(process.engine.health())).contains("wait-replicas");
            assertThat(process.exists(alice)).isTrue();
        }
    }
}
