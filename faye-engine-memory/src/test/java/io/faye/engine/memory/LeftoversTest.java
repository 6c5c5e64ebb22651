package io.faye.engine.memory;

import static io.faye.engine.Change.UNKNOWN_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.faye.engine.QueueLimits;
import io.faye.engine.QueueLimits.Policy;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The memory engine keeps nothing")
class LeftoversTest {

    private static final Duration LONG = Duration.ofMinutes(10);

    private TestHost host = new TestHost(LONG, QueueLimits.DEFAULT);

    @AfterEach
    void close() {
        host.close();
    }

    private void begin(Duration timeout, QueueLimits limits) {
        host.close();
        host = new TestHost(timeout, limits);
    }

    private void subscribe(ClientId client, String... patterns) {
        for (String pattern : patterns) {
            TestHost.get(host.engine().subscribe(client, ChannelPattern.of(pattern)));
        }
    }

    @Test
    @DisplayName("of a session that was ended")
    void ofAnEndedSession() {
        ClientId client = host.client();
        subscribe(client, "/a", "/a/*", "/**");
        host.publish("/a", 1);
        assertThat(host.holdsNothing()).isFalse();
        TestHost.get(host.engine().destroyClient(client));
        assertThat(host.holdsNothing()).isTrue();
    }

    @Test
    @DisplayName("of a session that has timed out")
    void ofATimedOutSession() throws InterruptedException {
        begin(Duration.ofMillis(50), QueueLimits.DEFAULT);
        CountDownLatch ended = new CountDownLatch(1);
        host.whenDisconnected(client -> ended.countDown());
        subscribe(host.client(), "/a", "/**");
        Concurrently.await(ended);
        assertThat(host.holdsNothing()).isTrue();
    }

    @Test
    @DisplayName("of a session that was ended while it subscribed")
    void ofARace() throws Exception {
        for (int round = 0; round < 300; round++) {
            ClientId client = host.client();
            CountDownLatch begun = new CountDownLatch(1);
            AtomicInteger subscribed = new AtomicInteger();
            Concurrently.run(2, thread -> {
                if (thread == 1) {
                    Concurrently.await(begun);
                    TestHost.get(host.engine().destroyClient(client));
                    return;
                }
                while (next(client, subscribed) && Concurrently.goesOn()) {
                    begun.countDown();
                }
            });
            assertThat(host.holdsNothing()).isTrue();
        }
    }

    private boolean next(ClientId client, AtomicInteger subscribed) {
        ChannelPattern pattern = ChannelPattern.of("/a/" + subscribed.incrementAndGet());
        return TestHost.get(host.engine().subscribe(client, pattern)) != UNKNOWN_CLIENT;
    }

    @Test
    @DisplayName("of sessions that overflow one because of the other, through a listener that publishes")
    void ofAChainOfOverflows() {
        begin(LONG, new QueueLimits(1, Long.MAX_VALUE, Policy.END_SESSION));
        int sessions = 5_000;
        Map<ClientId, Integer> numbers = new HashMap<>();
        for (int i = 1; i <= sessions; i++) {
            ClientId client = host.client();
            numbers.put(client, i);
            subscribe(client, "/" + i);
            host.publish("/" + i, "full");
        }
        CountDownLatch all = new CountDownLatch(sessions);
        host.whenDisconnected(client -> {
            host.publish("/" + (numbers.get(client) + 1), "more");
            all.countDown();
        });
        host.publish("/1", "more");
        Concurrently.await(all);
        assertThat(host.holdsNothing()).isTrue();
    }
}
