package io.faye.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The memory engine's sessions, with a timeout of 10 s,")
class ExpiryRulesTest {

    private static final Duration EARLIEST = Host.TIMEOUT.multipliedBy(2);
    private static final Duration LATEST =
            Host.TIMEOUT.multipliedBy(5).dividedBy(2).plusSeconds(1);

    private final Service service = new Service();

    @AfterEach
    void close() {
        service.close();
    }

    private void advance(Duration by) {
        service.host.time.advance(by);
    }

    @Test
    @DisplayName("EXP-1 end by themselves after two timeouts, soon")
    void expire() {
        Client alice = service.client();
        advance(EARLIEST);
        assertThat(alice.exists()).isTrue();
        advance(LATEST.minus(EARLIEST));
        assertThat(alice.exists()).isFalse();
    }

    @Test
    @DisplayName("EXP-1 are kept by pings and by attaching, not by anything else")
    void pingsPostpone() {
        Client pinged = service.client();
        Client attached = service.client();
        Client busy = service.client();
        for (int i = 0; i < 5; i++) {
            advance(EARLIEST);
            assertThat(pinged.ping()).isTrue();
            assertThat(attached.attach()).isPresent();
            busy.subscribe("/" + i);
            busy.publish("/" + i, i);
            busy.take();
        }
        assertThat(pinged.exists()).isTrue();
        assertThat(attached.exists()).isTrue();
        assertThat(busy.exists()).isFalse();
        advance(LATEST);
        assertThat(service.host.heard("disconnect"))
                .containsExactlyInAnyOrder("disconnect 1", "disconnect 2", "disconnect 3");
    }

    @Test
    @DisplayName("EXP-2 end with one event for each subscription, then the disconnect, then word to the host")
    void reportTheEnd() {
        Client alice = service.client();
        alice.subscribe("/a");
        alice.subscribe("/b/**");
        alice.subscribe("/c");
        alice.unsubscribe("/c");
        service.host.forget();
        advance(LATEST);
        List<String> end = List.of("unsubscribe 1 /a", "unsubscribe 1 /b/**", "disconnect 1", "closed 1");
        assertThat(service.host.heard()).isEqualTo(end);
        service.client();
        Client bob = new Client(service, alice.id);
        assertThat(bob.destroy()).isFalse();
        assertThat(service.host.heard("closed")).hasSize(1);
    }

    @Test
    @DisplayName("EXP-2 end in the same way when they are asked to")
    void reportTheEndOnRequest() {
        Client alice = service.client();
        alice.subscribe("/a");
        alice.subscribe("/b");
        service.host.forget();
        assertThat(alice.destroy()).isTrue();
        assertThat(service.host.heard())
                .containsExactly("unsubscribe 1 /a", "unsubscribe 1 /b", "disconnect 1", "closed 1");
        advance(LATEST);
        assertThat(service.host.heard()).hasSize(4);
        assertThat(((MemoryEngine) service.engine).isEmpty()).isTrue();
    }
}
