package io.faye.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faye.engine.Engine;
import io.faye.engine.EngineException;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The memory engine, when it is closed,")
class LifeRulesTest {

    private static final ChannelPattern PATTERN = ChannelPattern.of("/a");

    private final Service service = new Service();

    private static void assertFails(CompletionStage<?> stage) {
        assertThatThrownBy(() -> stage.toCompletableFuture().get(10, TimeUnit.SECONDS))
                .hasCauseInstanceOf(EngineException.class)
                .hasMessageContaining("closed");
    }

    @Test
    @DisplayName("LIF-1 fails later calls, reports no events, and leaves no timer")
    void fails() {
        Client alice = service.client();
        alice.subscribe("/a");
        assertThat(service.host.time.scheduled()).isEqualTo(1);
        service.host.forget();
        Engine engine = service.engine;
        engine.close();
        engine.close();
        ClientId id = alice.id;
        List<CompletionStage<?>> stages = List.of(
                engine.createClient(Map.of()),
                engine.attributes(id),
                engine.clientExists(id),
                engine.ping(id),
                engine.attach(id),
                engine.release(id),
                engine.subscribe(id, PATTERN),
                engine.unsubscribe(id, PATTERN),
                engine.publish(Service.message("/a", 1)),
                engine.read(id, 0, 1, 1),
                engine.acknowledge(id, 1),
                engine.setAttribute(id, "n", "v"),
                engine.clients(null, 1),
                engine.destroyClient(id));
        stages.forEach(LifeRulesTest::assertFails);
        service.host.time.advance(Host.TIMEOUT.multipliedBy(10));
        assertThat(service.host.heard()).isEmpty();
        assertThat(service.host.time.scheduled()).isZero();
    }

    @Test
    @DisplayName("LIF-1 fails what waits for a slow listener")
    void failsWhatWaits() throws Exception {
        Client alice = service.client();
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch slow = new CountDownLatch(1);
        service.host.then(line -> {
            inside.countDown();
            Concurrently.await(slow);
        });
        Thread thread = new Thread(() -> alice.subscribe("/a"));
        thread.start();
        Concurrently.await(inside);
        CompletableFuture<?> waiting =
                service.engine.unsubscribe(alice.id, PATTERN).toCompletableFuture();
        service.engine.close();
        slow.countDown();
        assertFails(waiting);
        thread.join(10_000);
        assertThat(thread.isAlive()).isFalse();
        assertThat(service.host.events()).containsExactly("handshake 1", "subscribe 1 /a");
    }
}
