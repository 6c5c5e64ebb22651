package io.faye.interop.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.interop.Threads;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** Two clients that send each other numbered messages, each upon that of the other, as long as an attack goes on. */
final class Innocents implements AutoCloseable {

    private static final Duration LONGEST_DELAY = Duration.ofSeconds(1);
    private static final int PATIENCE_SECONDS = 15;
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final Talker alice;
    private final Talker bob;
    private final CountDownLatch talking = new CountDownLatch(10);
    private final CompletableFuture<Duration> longest = new CompletableFuture<>();
    private volatile boolean ending;

    Innocents(int port) {
        String channel = "/innocent/" + COUNT.incrementAndGet();
        this.alice = new Talker(port, channel + "/alice", channel + "/bob");
        this.bob = new Talker(port, channel + "/bob", channel + "/alice");
        Threads.start("innocents", this::talk);
        awaitTalk();
    }

    private void awaitTalk() {
        try {
            assertThat(talking.await(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .as("that the innocent clients talk at all")
                    .isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void talk() {
        try {
            Duration worst = Duration.ZERO;
            for (int number = 0; !ending || number < 10; number++) {
                Duration round = round(number);
                worst = round.compareTo(worst) > 0 ? round : worst;
                talking.countDown();
            }
            longest.complete(worst);
        } catch (RuntimeException | AssertionError e) {
            longest.completeExceptionally(e);
        }
    }

    private Duration round(int number) {
        long start = System.nanoTime();
        alice.say(number);
        bob.hear(number);
        bob.say(number);
        alice.hear(number);
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Fails if a message was lost, doubled, out of order, or late. */
    void noticedNothing() {
        ending = true;
        try {
            assertThat(longest.get(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .as("the longest that two messages between innocent clients took")
                    .isLessThan(LONGEST_DELAY);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("The innocent clients could not go on talking", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** {@return ids that no other client may learn} */
    String[] ids() {
        return new String[] {alice.id(), bob.id()};
    }

    @Override
    public void close() {
        ending = true;
        alice.close();
        bob.close();
    }
}
