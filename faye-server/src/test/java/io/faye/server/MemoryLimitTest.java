package io.faye.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import io.faye.protocol.ClientId;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The memory budget")
class MemoryLimitTest extends ServerTest {

    private static final String LONG = "x".repeat(100 << 10);

    @Override
    BayeuxServerBuilder settings() {
        return super.settings().maxMemory(2 << 20);
    }

    @Test
    @DisplayName("ends the session whose queue holds most, and accepts the messages of others")
    void endsTheLargest() {
        Remote remote = http();
        String large = remote.handshake();
        String small = remote.handshake();
        remote.subscribe(large, "/large");
        remote.subscribe(small, "/small");
        for (int i = 0; i < 30; i++) {
            // May be refused: the largest is ended by another thread, a moment later.
            remote.askOne("{'channel':'/large','data':'" + LONG + "'}");
            assertThat(remote.askOne("{'channel':'/small','data':" + i + "}").isSuccessful())
                    .isTrue();
        }
        await().atMost(Duration.ofSeconds(10))
                .until(() -> server.memoryBudget().usage().evicted() > 0);
        ClientId ended = ClientId.parse(large).orElseThrow();
        await().atMost(Duration.ofSeconds(10))
                .until(() -> Texts.await(server.sessions().attributes(ended)).isEmpty());
        assertThat(remote.askOne("{'channel':'/small','data':30}").isSuccessful())
                .isTrue();
        assertThat(server.memoryBudget().usage().isShort()).isFalse();
    }

    @Test
    @DisplayName("refuses a publish that finds too little, also of a local client")
    void refuses() {
        server.memoryBudget().add((2 << 20) - 100);
        assertThat(http().askOne("{'channel':'/a','data':1}").error()).contains("503:memory:Service unavailable");
        try (LocalClient local = server.client()) {
            assertThat(local.publish("/a", 1)).failsWithin(Duration.ofSeconds(10));
        }
        server.memoryBudget().release((2 << 20) - 100);
        assertThat(http().askOne("{'channel':'/a','data':1}").isSuccessful()).isTrue();
        assertThat(server.memoryBudget().usage().refused()).isEqualTo(2);
    }

    @Test
    @DisplayName("is unlimited if it is 0, and cannot be negative")
    void offSwitch() {
        try (BayeuxServer open = super.settings().maxMemory(0).build()) {
            assertThat(open.memoryBudget().usage().limit()).isEqualTo(Long.MAX_VALUE);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> super.settings().maxMemory(-1))
                .withMessageContaining("-1");
    }
}
