package io.faye.tck;

import io.faye.engine.Batch;
import io.faye.tck.Heard.Kind;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;

abstract class WakeRules extends Topic {

    WakeRules(Kit kit) {
        super(kit);
    }

    private void attach() {
        alice.subscribe("/a");
        alice.attach();
        alice.read(0, 10);
        log.forget();
    }

    private void expectWoken(String when) {
        service.patience()
                .until("messagesAvailable was called for alice " + when, () -> log.count(Kind.AVAILABLE, alice) > 0);
        log.forget();
    }

    private Batch readAll(int count) {
        service.patience()
                .until(
                        "alice can read " + count,
                        () -> alice.read(0, 100).messages().size() >= count);
        return alice.read(0, 100);
    }

    @EngineRule("QUE-2")
    @DisplayName("comes for each message that comes after a read had seen all")
    void afterEachRead() {
        attach();
        for (int i = 1; i <= 5; i++) {
            service.publish("/a", i);
            expectWoken("after she had read all and message " + i + " came");
            Batch batch = readAll(1);
            alice.acknowledge(batch.last());
            alice.read(0, 10);
        }
    }

    @EngineRule("QUE-2")
    @DisplayName("comes also if what was read is not acknowledged")
    void withoutAcknowledgement() {
        attach();
        for (int i = 1; i <= 3; i++) {
            service.publish("/a", i);
            expectWoken("after she had read, but not acknowledged, " + (i - 1) + " messages and another one came");
            readAll(i);
        }
    }

    @EngineRule("QUE-2")
    @DisplayName("comes again after the client was released and attached, and the host has read once")
    void afterAttachingAgain() {
        attach();
        service.publish("/a", 1);
        expectWoken("the first time");
        alice.release();
        service.publish("/a", 2);
        alice.attach();
        readAll(2);
        log.forget();
        service.publish("/a", 3);
        expectWoken("after she was attached again");
    }

    @EngineRule("QUE-2")
    @DisplayName("comes for what a batch had no bytes left for")
    void forTheRest() {
        attach();
        IntStream.rangeClosed(1, 3).forEach(i -> service.publish("/a", i));
        readAll(3);
        log.forget();
        alice.read(0, 10, 1);
        expectWoken("after a batch that was cut short by its bytes");
    }

    @EngineRule("QUE-2")
    @DisplayName("comes when the message is readable, not before")
    void whenReadable() {
        attach();
        Queue<CompletableFuture<Batch>> reads = new ConcurrentLinkedQueue<>();
        host.then(heard -> {
            if (heard.is(Kind.AVAILABLE, alice)) {
                reads.add(host.calls().read(alice.id(), 0, 10, Client.ALL));
            }
        });
        for (int round : rounds(300)) {
            service.publish("/a", round);
            service.patience().until("a read that a wake-up led to has message " + round, () -> reads.stream()
                    .anyMatch(read -> found(read, round)));
            alice.acknowledge(round + 1);
            alice.read(0, 10);
            reads.clear();
        }
    }

    private static boolean found(CompletableFuture<Batch> read, int message) {
        return read.isDone()
                && !read.isCompletedExceptionally()
                && Client.data(read.join()).contains("" + message);
    }

    @EngineRule("QUE-2")
    @DisplayName("comes for messages that are published because of a wake-up")
    void duringWakeUps() {
        alice.subscribe("/a");
        AtomicInteger published = new AtomicInteger();
        Reading reading = alice.listen();
        host.then(heard -> {
            if (heard.is(Kind.AVAILABLE, alice) && published.get() % 2 == 1) {
                published.incrementAndGet();
                host.calls().publish(Calls.message("/a", "because of that"));
            }
        });
        for (int round : rounds(100)) {
            published.incrementAndGet();
            service.publish("/a", round);
            service.patience().until("alice was told of message " + round, () -> published.get() % 2 == 0);
            reading.awaits(published.get());
        }
    }

    @EngineRule("QUE-2")
    @DisplayName("comes for messages that are published when a read completes")
    void whenReadsComplete() {
        attach();
        for (int round : rounds(300)) {
            log.forget();
            CompletableFuture<Void> published = host.calls()
                    .read(alice.id(), round, 10, Client.ALL)
                    .thenCompose(batch -> host.calls().publish(Calls.message("/a", round)));
            service.patience().get("publish when a read completes", published);
            expectWoken("for message " + round + ", published as soon as a read had completed");
            readAll(1);
            alice.acknowledge(round + 1);
        }
    }

    @EngineRule("QUE-2")
    @DisplayName("is not lost when a message comes during a read")
    void duringReads() {
        alice.subscribe("/a");
        Reading reading = alice.listen();
        int published = 0;
        for (int round : rounds(4_000)) {
            service.publish("/a", published++);
            spin(round);
            service.publish("/a", published++);
            reading.awaits(published);
        }
        Check.equal(
                "What alice read",
                IntStream.range(0, published).mapToObj(String::valueOf).toList(),
                reading.data());
    }

    /** Lets the second message come at any moment of the read that the first one led to. */
    private static void spin(int round) {
        long end = System.nanoTime() + ThreadLocalRandom.current().nextLong(1 + round % 100 * 1_000L);
        while (System.nanoTime() - end < 0) {
            Thread.onSpinWait();
        }
    }

    @EngineRule({"QUE-2", "THR-1"})
    @DisplayName("is not lost when several publish at once: who reads only when told gets everything")
    void underLoad() {
        alice.subscribe("/a");
        Reading reading = alice.listen();
        Queue<String> published = new ConcurrentLinkedQueue<>();
        Concurrently.run(2, thread -> {
            for (int round : rounds(3_000)) {
                service.publish("/a", thread * 100_000 + round);
                published.add("" + (thread * 100_000 + round));
            }
        });
        reading.awaits(published.size());
        Check.sameInAnyOrder("What alice read", published, reading.data());
    }

    @EngineRule(value = "QUE-2", level = EngineRule.Level.MAY)
    @DisplayName("comes once between two reads")
    void onceBetweenReads() {
        attach();
        List.of(1, 2, 3).forEach(i -> service.publish("/a", i));
        readAll(3);
        Check.equal("How often the host was told of three messages", 1, log.count(Kind.AVAILABLE, alice));
    }
}
