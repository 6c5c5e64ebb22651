package io.faye.engine;

import static io.faye.engine.Monitored.A;
import static io.faye.engine.Monitored.ALICE;
import static io.faye.engine.Monitored.B;
import static io.faye.engine.Monitored.BOB;
import static io.faye.engine.Monitored.get;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A listener of a monitored engine")
class MonitoredEngineListenersTest {

    private final Monitored monitored = Monitored.patient();
    private final MonitoredEngine engine = monitored.engine;

    @BeforeEach
    void succeed() {
        monitored.script.completes("subscribe", Change.CHANGED);
        monitored.script.completes("unsubscribe", Change.CHANGED);
    }

    @AfterEach
    void close() {
        monitored.close();
    }

    private static EventLog doing(Consumer<String> reaction) {
        return new EventLog() {
            @Override
            void noted(String line) {
                reaction.accept(line);
            }
        };
    }

    @Test
    @DisplayName("that is inline is called before the stage completes, on the thread that completes it")
    void inline() {
        AtomicReference<Thread> thread = new AtomicReference<>();
        engine.addInlineListener(doing(line -> thread.set(Thread.currentThread())));
        assertThat(engine.subscribe(ALICE, A).toCompletableFuture()).isDone();
        assertThat(thread).hasValue(Thread.currentThread());
    }

    @Test
    @DisplayName("that is not inline is called on the executor, in order, and does not keep operations waiting")
    void onExecutor() throws Exception {
        List<String> threads = new ArrayList<>();
        CountDownLatch go = new CountDownLatch(1);
        EventLog slow = doing(line -> {
            threads.add(Thread.currentThread().getName());
            Monitored.await(go);
        });
        engine.addListener(slow);
        assertThat(engine.subscribe(ALICE, A).toCompletableFuture()).isDone();
        assertThat(engine.subscribe(BOB, A).toCompletableFuture()).isDone();
        assertThat(engine.unsubscribe(ALICE, A).toCompletableFuture()).isDone();
        go.countDown();
        monitored.awaitExecutor();
        assertThat(slow.lines)
                .containsExactly(
                        "subscribe " + ALICE + " /a", "subscribe " + BOB + " /a", "unsubscribe " + ALICE + " /a");
        assertThat(threads).containsOnly(Monitored.EXECUTOR);
    }

    @Test
    @DisplayName("that throws an error keeps no event from the others, or from itself")
    void throwing() throws Exception {
        Consumer<String> fault = line -> {
            throw new AssertionError("thrown on purpose");
        };
        EventLog throwingInline = doing(fault);
        EventLog throwing = doing(fault);
        EventLog others = new EventLog();
        engine.addInlineListener(throwingInline);
        engine.addListener(throwing);
        engine.addListener(others);
        get(engine.subscribe(ALICE, A));
        get(engine.subscribe(ALICE, B));
        monitored.awaitExecutor();
        List<String> expected = List.of("subscribe " + ALICE + " /a", "subscribe " + ALICE + " /b");
        assertThat(throwingInline.lines).isEqualTo(expected);
        assertThat(throwing.lines).isEqualTo(expected);
        assertThat(others.lines).isEqualTo(expected);
        assertThat(monitored.events.lines).isEqualTo(expected);
    }

    @Test
    @DisplayName("may call the engine for the same session; that event comes after its own")
    void callsBack() throws Exception {
        CompletableFuture<CompletionStage<Change>> inner = new CompletableFuture<>();
        engine.addInlineListener(doing(line -> {
            if (line.endsWith("/a")) {
                CompletionStage<Change> stage = engine.subscribe(ALICE, B);
                assertThat(stage.toCompletableFuture()).isNotDone();
                inner.complete(stage);
            }
        }));
        EventLog last = new EventLog();
        engine.addInlineListener(last);
        get(engine.subscribe(ALICE, A));
        get(inner.get(20, SECONDS));
        assertThat(last.lines).containsExactly("subscribe " + ALICE + " /a", "subscribe " + ALICE + " /b");
    }

    @Test
    @DisplayName("that is inline and slow keeps its session waiting, and no other")
    void slowInline() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        engine.addInlineListener(doing(line -> {
            if (line.startsWith("subscribe " + ALICE)) {
                inside.countDown();
                Monitored.await(go);
            }
        }));
        CompletableFuture<CompletionStage<Change>> slow =
                CompletableFuture.supplyAsync(() -> engine.subscribe(ALICE, A));
        Monitored.await(inside);
        CompletionStage<Change> next = engine.unsubscribe(ALICE, A);
        get(engine.subscribe(BOB, A));
        assertThat(next.toCompletableFuture()).isNotDone();
        go.countDown();
        get(slow.get(20, SECONDS));
        get(next);
        assertThat(monitored.events.lines)
                .containsExactly(
                        "subscribe " + ALICE + " /a", "subscribe " + BOB + " /a", "unsubscribe " + ALICE + " /a");
    }

    @Test
    @DisplayName("keeps the order of one session although a fact arrives while it is called")
    void factDuringEvent() throws Exception {
        CompletableFuture<Change> early = monitored.script.pending("subscribe");
        CompletionStage<Change> first = engine.subscribe(ALICE, A);
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        engine.addInlineListener(doing(line -> {
            if (line.startsWith("subscribe")) {
                inside.countDown();
                Monitored.await(go);
            }
        }));
        EventLog last = new EventLog();
        engine.addInlineListener(last);
        Thread announcing = new Thread(() -> early.complete(Change.CHANGED));
        announcing.start();
        Monitored.await(inside);
        CompletableFuture<Change> late = monitored.script.pending("unsubscribe");
        CompletionStage<Change> second = engine.unsubscribe(ALICE, A);
        late.complete(Change.CHANGED);
        assertThat(last.lines).isEmpty();
        go.countDown();
        get(first);
        get(second);
        announcing.join(20_000);
        assertThat(last.lines).containsExactly("subscribe " + ALICE + " /a", "unsubscribe " + ALICE + " /a");
    }

    @Test
    @DisplayName("is told nothing after its registration was closed, also if events wait for it")
    void closed() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        monitored.blockExecutor(go);
        EventLog closed = new EventLog();
        ListenerRegistration registration = engine.addListener(closed);
        EventLog inline = new EventLog();
        ListenerRegistration inlineRegistration = engine.addInlineListener(inline);
        get(engine.subscribe(ALICE, A));
        registration.close();
        registration.close();
        inlineRegistration.close();
        get(engine.subscribe(ALICE, B));
        go.countDown();
        monitored.awaitExecutor();
        monitored.awaitExecutor();
        assertThat(closed.lines).isEmpty();
        assertThat(inline.lines).containsExactly("subscribe " + ALICE + " /a");
    }
}
