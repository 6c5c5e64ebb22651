package io.faye.engine.memory;

import static io.faye.engine.Engine.Change.CHANGED;
import static org.assertj.core.api.Assertions.assertThat;

import io.faye.protocol.ChannelPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The memory engine's events")
class EventRulesTest {

    private final Service service = new Service();
    private final Host host = service.host;

    @AfterEach
    void close() {
        service.close();
    }

    private void onThread(Runnable task, Runnable meanwhile) throws Exception {
        Thread thread = new Thread(task);
        thread.start();
        meanwhile.run();
        thread.join(10_000);
        assertThat(thread.isAlive()).isFalse();
    }

    @Test
    @DisplayName("EVT-1 ORD-1 wait behind a slow one of the same client, and their stages with them, in order")
    void stagesFollowEvents() throws Exception {
        Client alice = service.client();
        CountDownLatch slow = new CountDownLatch(1);
        CountDownLatch inside = new CountDownLatch(1);
        host.then(line -> {
            if (line.endsWith("/slow")) {
                inside.countDown();
                Concurrently.await(slow);
            }
        });
        List<CompletableFuture<?>> stages = new ArrayList<>();
        onThread(() -> alice.subscribe("/slow"), () -> {
            Concurrently.await(inside);
            stages.add(
                    service.engine.subscribe(alice.id, ChannelPattern.of("/b")).toCompletableFuture());
            stages.add(
                    service.engine.publish(Service.message(alice.id, "/b", 1)).toCompletableFuture());
            stages.add(service.engine.destroyClient(alice.id).toCompletableFuture());
            stages.add(
                    service.engine.publish(Service.message(alice.id, "/b", 2)).toCompletableFuture());
            assertThat(stages).noneMatch(CompletableFuture::isDone);
            assertThat(alice.ping()).isFalse();
            assertThat(alice.exists()).isFalse();
            slow.countDown();
        });
        stages.forEach(Service::get);
        assertThat(host.heard())
                .containsExactly(
                        "handshake 1",
                        "subscribe 1 /slow",
                        "subscribe 1 /b",
                        "publish 1 /b 1",
                        "unsubscribe 1 /slow",
                        "unsubscribe 1 /b",
                        "disconnect 1",
                        "closed 1",
                        "publish - /b 2");
    }

    @Test
    @DisplayName("EVT-3 that are slow delay nobody else")
    void slownessIsPrivate() throws Exception {
        Client alice = service.client();
        Client bob = service.client();
        CountDownLatch slow = new CountDownLatch(1);
        CountDownLatch inside = new CountDownLatch(1);
        bob.subscribe("/slow");
        host.then(line -> {
            if (line.startsWith("publish 1")) {
                inside.countDown();
                Concurrently.await(slow);
            }
        });
        onThread(() -> alice.publish("/slow", 1), () -> {
            Concurrently.await(inside);
            bob.publish("/slow", 2);
            assertThat(bob.subscribe("/b")).isEqualTo(CHANGED);
            assertThat(bob.take()).containsExactly("1", "2");
            assertThat(bob.destroy()).isTrue();
            slow.countDown();
        });
    }

    @Test
    @DisplayName("EVT-3 may call back into the engine, also about the same client")
    void callBack() {
        AtomicBoolean first = new AtomicBoolean(true);
        Client alice = service.client();
        host.then(line -> {
            if (line.equals("subscribe 1 /a") && first.getAndSet(false)) {
                service.engine.subscribe(alice.id, ChannelPattern.of("/b"));
                service.engine.publish(Service.message(alice.id, "/a", 1));
                service.engine.destroyClient(alice.id);
            }
        });
        assertThat(alice.subscribe("/a")).isEqualTo(CHANGED);
        assertThat(host.events())
                .containsExactly(
                        "handshake 1",
                        "subscribe 1 /a",
                        "subscribe 1 /b",
                        "publish 1 /a 1",
                        "unsubscribe 1 /a",
                        "unsubscribe 1 /b",
                        "disconnect 1");
    }

    @Test
    @DisplayName("EVT-3 change nothing when the listener throws, whatever it throws")
    void failuresChangeNothing() {
        host.then(line -> {
            if (line.length() % 2 == 0) {
                throw new StackOverflowError("thrown on purpose");
            }
            throw new IllegalStateException("thrown on purpose");
        });
        Client alice = service.client();
        assertThat(alice.subscribe("/a")).isEqualTo(CHANGED);
        assertThat(alice.subscribe("/bb")).isEqualTo(CHANGED);
        alice.attach();
        alice.publish("/a", 1);
        alice.publish("/bb", 2);
        assertThat(alice.take()).containsExactly("1", "2");
        assertThat(alice.unsubscribe("/a")).isEqualTo(CHANGED);
        assertThat(alice.destroy()).isTrue();
        assertThat(host.heard("closed")).containsExactly("closed 1");
    }
}
