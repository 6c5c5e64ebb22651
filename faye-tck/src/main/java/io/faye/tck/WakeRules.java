package io.faye.tck;

import io.faye.engine.Batch;
import io.faye.tck.Heard.Kind;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;

abstract class WakeRules extends SessionFixture {

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

    @EngineRule(value = "QUE-2", level = EngineRule.Level.MAY)
    @DisplayName("comes once between two reads")
    void onceBetweenReads() {
        attach();
        List.of(1, 2, 3).forEach(i -> service.publish("/a", i));
        readAll(3);
        Check.equal("How often the host was told of three messages", 1, log.count(Kind.AVAILABLE, alice));
    }

    @EngineRule("QUE-2")
    @DisplayName("comes for messages that are published when a read completes")
    void whenReadsComplete() {
        attach();
        for (int round : rounds(300)) {
            log.forget();
            CompletableFuture<Boolean> published = host.calls()
                    .read(alice.id(), round, 10, Client.ALL)
                    .thenCompose(batch -> host.calls().publish(Calls.message("/a", round)));
            service.patience().get("publish when a read completes", published);
            expectWoken("for message " + round + ", published as soon as a read had completed");
            readAll(1);
            alice.acknowledge(round + 1);
        }
    }
}
