package io.faye.interop.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.interop.Threads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Clients that send each other numbered messages, each upon that of the one before it, as long as an attack goes on. There
 * are two at least, and one for each event loop of the server, which takes connections in turn: no loop can stand still
 * unnoticed. What delays them may be the server, or a machine that has other things to do. Others, who talk meanwhile over a
 * server which nobody attacks, tell one from the other: whatever they wait as well is not the attack's doing.
 */
final class Innocents implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Innocents.class);
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(1);
    private static final int CROWD = Math.max(2, Runtime.getRuntime().availableProcessors());
    private static final int PATIENCE_SECONDS = 15;
    private static final int FEWEST_ROUNDS = 10;
    /** So that they leave the processors to the attack: they are to notice it, not to be one. */
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(5);

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final List<Talker> talkers = new ArrayList<>();
    private final Rounds rounds = new Rounds();
    private final CountDownLatch talking = new CountDownLatch(FEWEST_ROUNDS);
    private final CompletableFuture<Void> silent = new CompletableFuture<>();
    private volatile boolean ending;

    /** Begins a talk over WebSockets. */
    Innocents(int port) {
        this(number -> WebSocketTalker::new, port);
    }

    private Innocents(IntFunction<Opener> openers, int port) {
        String channel = "/innocent/" + COUNT.incrementAndGet();
        for (int i = 0; i < CROWD; i++) {
            talkers.add(openers.apply(i).open(port, channel + name(i), channel + name((i + 1) % CROWD)));
        }
        Threads.start("innocents", this::talk);
        awaitTalk();
    }

    /** {@return a talk of which every second client polls} */
    static Innocents overBothTransports(int port) {
        return new Innocents(number -> number % 2 == 0 ? WebSocketTalker::new : PollingTalker::new, port);
    }

    private static String name(int number) {
        return number == 0 ? "/alice" : number == 1 ? "/bob" : "/friend" + number;
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
        Talker first = talkers.get(0);
        first.say(number);
        talkers.stream().skip(1).forEach(talker -> {
            talker.hear(number);
            talker.say(number);
        });
        first.hear(number);
    }

    /** Fails if a message was lost, doubled, out of order, or later than can be laid to the machine. */
    void noticedNothing(Innocents control) {
        assertThat(control.silent).as("the talk over the other server").isNotDone();
        fallSilent();
        LOG.info("The innocent waited {} at most, those of the other server {} ever", longest(), control.longest());
        assertThat(rounds.slow()).allSatisfy(round -> assertThat(delayBeyond(control, round))
                .as(
                        "for messages of innocent clients that took %s, beside what those of the other server waited",
                        Duration.ofNanos(round.nanos()))
                .isLessThan(LONGEST_DELAY));
    }

    /** Fails like {@link #noticedNothing}, but lets one round of a hundred be later. */
    void noticedNextToNothing(Innocents control) {
        assertThat(control.silent).as("the talk over the other server").isNotDone();
        fallSilent();
        LOG.info("The innocent waited {} at most, those of the other server {} ever", longest(), control.longest());
        long late = rounds.slow().stream()
                .filter(round -> delayBeyond(control, round).compareTo(LONGEST_DELAY) >= 0)
                .count();
        assertThat(late)
                .as("late rounds of %s, the longest of %s", rounds.count(), longest())
                .isLessThanOrEqualTo(rounds.count() / 100);
    }

    private static Duration delayBeyond(Innocents control, Rounds.Round round) {
        return Duration.ofNanos(round.nanos()).minus(control.rounds.excessWithin(round));
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

    /** {@return how much longer than those of the other server they waited at most} */
    Duration longestBeyond(Innocents control) {
        return rounds.slow().stream()
                .map(round -> delayBeyond(control, round))
                .reduce(Duration.ZERO, (one, other) -> one.compareTo(other) > 0 ? one : other);
    }

    /** {@return how long the rounds took} */
    Rounds rounds() {
        return rounds;
    }

    /** {@return ids that no other client may learn} */
    String[] ids() {
        return talkers.stream().map(Talker::id).toArray(String[]::new);
    }

    @Override
    public void close() {
        ending = true;
        talkers.forEach(Talker::close);
    }

    /** Makes a client. */
    @FunctionalInterface
    private interface Opener {
        Talker open(int port, String hears, String speaks);
    }
}
