package io.faye.engine.support;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Expiry, with a timeout of 20 ms,")
class ExpiryTest {

    private static final int LIFETIME = 40;
    private static final int MANY = 200;

    private final SupportContext context = new SupportContext(Duration.ofMillis(20), Duration.ofSeconds(4));
    private final Queue<String> expired = new ConcurrentLinkedQueue<>();
    private final Expiry<String> expiry = new Expiry<>(context, this::expire);

    private void expire(String name) {
        expired.add(name);
        if (name.equals("bad")) {
            throw new IllegalStateException("thrown on purpose");
        }
    }

    @AfterEach
    void close() {
        expiry.close();
        context.close();
    }

    @Test
    @DisplayName("does not end before two timeouts have passed, and once when they have")
    void endsAfterTwoTimeouts() throws Exception {
        Expiry.Watch<String> watch = expiry.watch("a");
        context.advance(LIFETIME);
        context.awaitTwoLooks();
        assertThat(expired).isEmpty();
        assertThat(watch.isAlive()).isTrue();
        context.advance(1);
        context.awaitTwoLooks();
        context.awaitTwoLooks();
        assertThat(expired).containsExactly("a");
        assertThat(watch.isAlive()).isFalse();
    }

    @Test
    @DisplayName("is postponed by a ping, and only for what was pinged")
    void pingPostpones() throws Exception {
        Expiry.Watch<String> pinged = expiry.watch("pinged");
        expiry.watch("forgotten");
        context.advance(LIFETIME);
        assertThat(pinged.ping()).isTrue();
        context.advance(LIFETIME);
        context.awaitTwoLooks();
        assertThat(expired).containsExactly("forgotten");
        context.advance(1);
        context.awaitTwoLooks();
        assertThat(expired).containsExactly("forgotten", "pinged");
    }

    @Test
    @DisplayName("cannot be pinged away once it has come")
    void pingOfExpiredIsRefused() throws Exception {
        Expiry.Watch<String> watch = expiry.watch("a");
        context.advance(LIFETIME + 1);
        context.awaitTwoLooks();
        assertThat(watch.ping()).isFalse();
        assertThat(watch.end()).isFalse();
    }

    @Test
    @DisplayName("does not come after an end, which one caller brings about")
    void endsOnce() throws Exception {
        Expiry.Watch<String> watch = expiry.watch("a");
        AtomicInteger ended = new AtomicInteger();
        Concurrently.run(4, thread -> ended.addAndGet(watch.end() ? 1 : 0));
        assertThat(ended).hasValue(1);
        assertThat(watch.ping()).isFalse();
        context.advance(10 * LIFETIME);
        context.awaitTwoLooks();
        assertThat(expired).isEmpty();
    }

    @Test
    @DisplayName("comes to all that are due, even if the owner of one throws")
    void survivesFailure() throws Exception {
        for (String name : List.of("a", "bad", "b")) {
            expiry.watch(name);
        }
        context.advance(LIFETIME + 1);
        context.awaitTwoLooks();
        assertThat(expired).containsExactlyInAnyOrder("a", "bad", "b");
    }

    @Test
    @DisplayName("lets the scheduler's other tasks run in between when many expire at once")
    void letsOthersRun() throws Exception {
        CountDownLatch all = new CountDownLatch(MANY);
        AtomicLong leftThen = new AtomicLong(MANY);
        CountDownLatch other = new CountDownLatch(1);
        try (Expiry<Integer> slow = new Expiry<>(context, number -> {
            if (all.getCount() == MANY) {
                context.scheduler().execute(() -> {
                    leftThen.set(all.getCount());
                    other.countDown();
                });
            }
            work();
            all.countDown();
        })) {
            for (int i = 0; i < MANY; i++) {
                slow.watch(i);
            }
            context.advance(LIFETIME + 1);
            assertThat(all.await(30, SECONDS)).isTrue();
            assertThat(other.await(30, SECONDS)).isTrue();
        }
        assertThat(leftThen).hasValueGreaterThan(MANY / 2);
    }

    private static void work() {
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < MILLISECONDS.toNanos(1)) {
            Thread.onSpinWait();
        }
    }

    @Test
    @DisplayName("either comes or is postponed when a ping meets it")
    void pingAndExpiryAgree() throws Exception {
        for (int round = 0; round < 200; round++) {
            Expiry.Watch<String> watch = expiry.watch("a");
            context.advance(LIFETIME + 1);
            boolean lives = watch.ping();
            context.awaitTwoLooks();
            assertThat(watch.isAlive()).isEqualTo(lives);
            assertThat(expired.size()).isEqualTo(lives ? 0 : 1);
            watch.end();
            expired.clear();
        }
    }

    @Test
    @DisplayName("leaves no timer behind when it is closed")
    void closes() throws Exception {
        // Asked on the scheduler's one thread, because a timer that is just running is not in the queue.
        assertThat(context.scheduler().submit(context::scheduled).get(10, SECONDS))
                .isEqualTo(1);
        expiry.close();
        expiry.close();
        assertThat(context.scheduled()).isZero();
    }
}
