package io.faye.engine.redis.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.engine.redis.TestHost;
import io.faye.engine.redis.log.LogId;
import io.faye.engine.redis.log.Operation;
import io.faye.protocol.ClientId;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A session that this process has ended does not exist")
class SessionRegistryTest {

    private final TestHost host = new TestHost(Duration.ofSeconds(10));
    private final SessionRegistry registry = new SessionRegistry();
    private final ClientId alice = ClientId.random(new SecureRandom());
    private final Operation<Object> end = new Operation<>(alice);

    @AfterEach
    void close() {
        host.close();
    }

    @Test
    @DisplayName("although the tail has just met its end, and not removed it yet")
    void ofThisProcess() {
        Arrival arrival = Arrival.ofCreation(new LogId(1, 0), new Attributes(Map.of(), 0));
        registry.add(new Session(alice, arrival, host, overflowing -> {}));
        assertThat(registry.exists(alice)).isTrue();
        end.entryRead();
        registry.finish(alice, end);
        assertThat(registry.exists(alice)).isFalse();
    }

    @Test
    @DisplayName("although another process owned it")
    void ofAnotherProcess() {
        registry.published(alice);
        assertThat(registry.exists(alice)).isTrue();
        end.entryRead();
        registry.finish(alice, end);
        assertThat(registry.exists(alice)).isFalse();
    }
}
