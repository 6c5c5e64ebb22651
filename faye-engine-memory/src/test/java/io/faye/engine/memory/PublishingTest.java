package io.faye.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.engine.Attachment;
import io.faye.engine.Batch;
import io.faye.engine.QueueLimits;
import io.faye.engine.QueueLimits.Policy;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.protocol.Message;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The memory engine does more than the rules ask: publishing")
class PublishingTest {

    private final TestHost host =
            new TestHost(Duration.ofMinutes(10), new QueueLimits(10, 100_000, Policy.DROP_OLDEST));

    @AfterEach
    void close() {
        host.close();
    }

    private Attachment subscriber(String pattern) {
        ClientId client = host.client();
        TestHost.get(host.engine().subscribe(client, ChannelPattern.of(pattern)));
        return host.attach(client);
    }

    private static Batch read(Attachment attachment) {
        return TestHost.get(attachment.read(0, 100, Integer.MAX_VALUE));
    }

    @Test
    @DisplayName("gives all subscribers the very same message, encoded once")
    void sharesOneMessage() {
        Attachment alice = subscriber("/a");
        Attachment bob = subscriber("/*");
        host.publish("/a", 1);
        assertThat(read(bob).messages().get(0)).isSameAs(read(alice).messages().get(0));
    }

    @Test
    @DisplayName("fails without a valid channel, and nothing is delivered")
    void failsWithoutChannel() {
        Attachment alice = subscriber("/**");
        assertThat(host.engine().publish(Message.EMPTY).toCompletableFuture()).isCompletedExceptionally();
        assertThat(read(alice).isEmpty()).isTrue();
    }

    /** Many others listen, so that queueing a message takes long enough for a subscription to end meanwhile. */
    @ParameterizedTest
    @ValueSource(strings = {"/a/b", "/a/**"})
    @DisplayName("reaches nobody whose subscription has ended, also not if it began before that")
    void endsExactly(String pattern) throws Exception {
        for (int i = 0; i < 2_000; i++) {
            subscriber("/a/b");
        }
        ClientId alice = host.client();
        Attachment attachment = host.attach(alice);
        AtomicBoolean done = new AtomicBoolean();
        AtomicLong published = new AtomicLong();
        AtomicInteger late = new AtomicInteger();
        Concurrently.run(2, thread -> {
            while (thread == 1 && !done.get() && Concurrently.goesOn()) {
                host.publish("/a/b", published.incrementAndGet());
            }
            for (int i = 0; thread == 0 && i < 500; i++) {
                TestHost.get(host.engine().subscribe(alice, ChannelPattern.of(pattern)));
                TestHost.get(host.engine().unsubscribe(alice, ChannelPattern.of(pattern)));
                long taken = read(attachment).last();
                awaitTwoMore(published);
                late.addAndGet(read(attachment).last() > taken ? 1 : 0);
            }
            done.set(true);
        });
        assertThat(late).hasValue(0);
    }

    private static void awaitTwoMore(AtomicLong published) {
        long seen = published.get();
        while (published.get() < seen + 2 && Concurrently.goesOn()) {
            Thread.onSpinWait();
        }
    }
}
