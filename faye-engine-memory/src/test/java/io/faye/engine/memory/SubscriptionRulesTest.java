package io.faye.engine.memory;

import static io.faye.engine.Engine.Change.CHANGED;
import static io.faye.engine.Engine.Change.UNCHANGED;
import static io.faye.engine.Engine.Change.UNKNOWN_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.faye.engine.QueueLimits;
import io.faye.engine.QueueLimits.Policy;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The memory engine's subscriptions")
class SubscriptionRulesTest {

    private final Service service = new Service();
    private final Host host = service.host;

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    @DisplayName("SUB-1 are reported when they begin and end, not when they are repeated")
    void reportsChanges() {
        Client alice = service.client();
        assertThat(alice.unsubscribe("/a")).isEqualTo(UNCHANGED);
        assertThat(alice.subscribe("/a")).isEqualTo(CHANGED);
        assertThat(alice.subscribe("/a")).isEqualTo(UNCHANGED);
        assertThat(alice.subscribe("/a/*")).isEqualTo(CHANGED);
        assertThat(alice.unsubscribe("/a")).isEqualTo(CHANGED);
        assertThat(alice.unsubscribe("/a")).isEqualTo(UNCHANGED);
        assertThat(host.heard())
                .containsExactly("handshake 1", "subscribe 1 /a", "subscribe 1 /a/*", "unsubscribe 1 /a");
    }

    @Test
    @DisplayName("SUB-1 are reported as often as callers are told of a change, when many call at once")
    void eventsAgreeWithResults() throws Exception {
        Client alice = service.client();
        AtomicInteger begun = new AtomicInteger();
        AtomicInteger ended = new AtomicInteger();
        Concurrently.run(6, thread -> {
            for (int i = 0; i < 500; i++) {
                begun.addAndGet(alice.subscribe("/a") == CHANGED ? 1 : 0);
                ended.addAndGet(alice.unsubscribe("/a") == CHANGED ? 1 : 0);
            }
        });
        List<String> events = host.events();
        assertThat(begun).hasValue(ended.get());
        assertThat(events).hasSize(1 + begun.get() + ended.get());
        for (int i = 1; i < events.size(); i++) {
            assertThat(events.get(i)).isEqualTo(i % 2 == 1 ? "subscribe 1 /a" : "unsubscribe 1 /a");
        }
    }

    @Test
    @DisplayName("SUB-2 let through what is published between subscribing and unsubscribing")
    void boundDelivery() {
        Client alice = service.client();
        service.publish("/a", "before");
        alice.subscribe("/a");
        service.publish("/a", "between");
        alice.unsubscribe("/a");
        service.publish("/a", "after");
        assertThat(alice.waiting()).containsExactly("\"between\"");
    }

    /** Many others listen, so that queueing a message takes long enough for a subscription to end meanwhile. */
    private static Service withManyOthers() {
        Service crowded = new Service(new QueueLimits(10, 100_000, Policy.DROP_OLDEST));
        for (int i = 0; i < 2_000; i++) {
            crowded.client().subscribe("/a/b");
        }
        return crowded;
    }

    private static void awaitTwoMore(AtomicLong published) {
        long seen = published.get();
        while (published.get() < seen + 2 && Concurrently.goesOn()) {
            Thread.onSpinWait();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a/b", "/a/**"})
    @DisplayName("SUB-2 let nothing through once they have ended, also not what is being published")
    void endExactly(String pattern) throws Exception {
        Service crowded = withManyOthers();
        Client alice = crowded.client();
        AtomicBoolean done = new AtomicBoolean();
        AtomicLong published = new AtomicLong();
        AtomicInteger late = new AtomicInteger();
        Concurrently.run(2, thread -> {
            while (thread == 1 && !done.get() && Concurrently.goesOn()) {
                crowded.publish("/a/b", published.incrementAndGet());
            }
            for (int i = 0; thread == 0 && i < 500; i++) {
                alice.subscribe(pattern);
                alice.unsubscribe(pattern);
                alice.take();
                awaitTwoMore(published);
                late.addAndGet(alice.waiting().size());
            }
            done.set(true);
        });
        crowded.close();
        assertThat(late).hasValue(0);
    }

    @Test
    @DisplayName("SUB-3 made while the session ends are refused, or end with it")
    void neverOutliveTheSession() throws Exception {
        for (int round = 0; round < 300; round++) {
            Client alice = service.client();
            host.forget();
            CountDownLatch begun = new CountDownLatch(1);
            AtomicInteger subscribed = new AtomicInteger();
            Concurrently.run(2, thread -> {
                if (thread == 1) {
                    Concurrently.await(begun);
                    alice.destroy();
                    return;
                }
                while (alice.subscribe("/a/" + subscribed) != UNKNOWN_CLIENT && Concurrently.goesOn()) {
                    subscribed.incrementAndGet();
                    begun.countDown();
                }
            });
            assertEndedWith(subscribed.get(), host.name(alice.id));
        }
        assertThat(((MemoryEngine) service.engine).isEmpty()).isTrue();
    }

    private void assertEndedWith(int subscriptions, int name) {
        assertThat(host.heard("subscribe")).hasSize(subscriptions);
        assertThat(host.heard("unsubscribe")).hasSize(subscriptions);
        assertThat(host.heard()).hasSize(2 * subscriptions + 2).endsWith("disconnect " + name, "closed " + name);
    }
}
