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
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Two clients that send each other numbered messages, each upon that of the other, as long as an attack goes on. What
 * delays them may be the server, or a machine that has other things to do. A pair that talks meanwhile over a server
 * which nobody attacks tells one from the other: whatever that pair waits as well is not the attack's doing.
 */
final class Innocents implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Innocents.class);
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(1);
    private static final int PATIENCE_SECONDS = 15;
    private static final int FEWEST_ROUNDS = 10;
    /** So that they leave the processors to the attack: they are to notice it, not to be one. */
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(5);

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final Talker alice;
    private final Talker bob;
    private final Rounds rounds = new Rounds();
    private final CountDownLatch talking = new CountDownLatch(FEWEST_ROUNDS);
    private final CompletableFuture<Void> silent = new CompletableFuture<>();
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
            for (int number = 0; !ending || number < FEWEST_ROUNDS; number++) {
                rounds.begin(System.nanoTime());
                round(number);
                rounds.end(System.nanoTime());
                talking.countDown();
                LockSupport.parkNanos(PAUSE);
            }
            silent.complete(null);
        } catch (RuntimeException | AssertionError e) {
            silent.completeExceptionally(e);
        }
    }

    private void round(int number) {
        alice.say(number);
        bob.hear(number);
        bob.say(number);
        alice.hear(number);
    }

    /** Fails if a message was lost, doubled, out of order, or later than can be laid to the machine. */
    void noticedNothing(Innocents control) {
        assertThat(control.silent).as("the talk of the control pair").isNotDone();
        fallSilent();
        LOG.info("The innocent pair waited {} at most, the control pair {} ever", longest(), control.longest());
        assertThat(rounds.slow()).allSatisfy(round -> {
            Duration delay = Duration.ofNanos(round.nanos());
            Duration machine = control.rounds.excessWithin(round);
            assertThat(delay.minus(machine))
                    .as("%s for two messages of innocent clients, of which the control pair waited %s", delay, machine)
                    .isLessThan(LONGEST_DELAY);
        });
    }

    private void fallSilent() {
        ending = true;
        try {
            silent.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("The innocent clients could not go on talking", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration longest() {
        return rounds.longest();
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
