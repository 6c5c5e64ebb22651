package io.faye.engine.support;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faye.engine.Batch;
import io.faye.engine.Engine;
import io.faye.engine.EngineException;
import io.faye.engine.Page;
import io.faye.protocol.Channel;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Offload")
class OffloadTest {

    private static final ClientId ALICE = ClientId.random(new Random(1));
    private static final ClientId BOB = ClientId.random(new Random(2));
    private static final ChannelPattern PATTERN = ChannelPattern.of("/a/*");
    private static final Message MESSAGE = Message.to(Channel.of("/a"));

    private final RecordingEngine blocking = new RecordingEngine();
    private CountDownLatch never = new CountDownLatch(1);
    private SupportContext context = new SupportContext(Duration.ofSeconds(45), Duration.ofSeconds(20));
    private Offload engine = new Offload(context, "offload-test", 2, blocking::engine);

    private void limitTo(Duration limit) {
        close();
        never = new CountDownLatch(1);
        context = new SupportContext(Duration.ofSeconds(45), limit);
        engine = new Offload(context, "offload-test", 2, blocking::engine);
        blocking.calls.clear();
    }

    private static Optional<Set<ChannelPattern>> subscribedTo(ChannelPattern... patterns) {
        return Optional.of(new LinkedHashSet<>(List.of(patterns)));
    }

    private static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(10, SECONDS);
    }

    private static void assertFails(CompletionStage<?> stage, String reason) {
        assertThatThrownBy(() -> get(stage))
                .hasCauseInstanceOf(EngineException.class)
                .hasMessageContaining(reason);
    }

    /** Keeps the client's lane busy until the thread is interrupted. */
    private void hang(ClientId client) throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch end = never;
        blocking.answer("release", () -> {
            inside.countDown();
            end.await();
            return null;
        });
        engine.release(client);
        Concurrently.await(inside);
    }

    private static void assertNoThreadIsLeft() throws Exception {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("offload-test")) {
                thread.join(10_000);
                assertThat(thread.isAlive()).isFalse();
            }
        }
    }

    @AfterEach
    void close() {
        never.countDown();
        engine.close();
        context.close();
    }

    @Test
    @DisplayName("hands each operation on with its arguments, and its result back")
    void passesEverything() throws Exception {
        Batch batch = new Batch(List.of(MESSAGE), 7);
        Page page = new Page(Map.of(ALICE, Map.of()), "next");
        blocking.answer("attributes", () -> Optional.of(Map.of("a", "1")));
        blocking.answer("ping", () -> true);
        blocking.answer("attach", () -> Optional.empty());
        blocking.answer("destroyClient", () -> subscribedTo(PATTERN));
        blocking.answer("publish", Optional::empty);
        blocking.answer("subscribe", () -> Engine.Change.CHANGED);
        blocking.answer("unsubscribe", () -> Engine.Change.UNCHANGED);
        blocking.answer("read", () -> batch);
        blocking.answer("setAttribute", () -> Engine.Change.UNKNOWN_CLIENT);
        blocking.answer("clients", () -> page);
        List<Object> results = new ArrayList<>();
        ClientId created = get(engine.createClient(Map.of("x", "y")));
        results.add(get(engine.attributes(ALICE)));
        results.add(get(engine.ping(ALICE)));
        results.add(get(engine.attach(ALICE)));
        results.add(get(engine.release(ALICE)));
        results.add(get(engine.subscribe(ALICE, PATTERN)));
        results.add(get(engine.unsubscribe(ALICE, PATTERN)));
        results.add(get(engine.publish(MESSAGE)));
        results.add(get(engine.read(ALICE, 1, 2, 3)));
        results.add(get(engine.acknowledge(ALICE, 4)));
        results.add(get(engine.setAttribute(ALICE, "n", null)));
        results.add(get(engine.clients("cursor", 5)));
        results.add(get(engine.destroyClient(ALICE)));
        assertThat(results)
                .containsExactly(
                        Optional.of(Map.of("a", "1")),
                        true,
                        Optional.empty(),
                        null,
                        Engine.Change.CHANGED,
                        Engine.Change.UNCHANGED,
                        null,
                        batch,
                        null,
                        Engine.Change.UNKNOWN_CLIENT,
                        page,
                        true);
        assertThat(blocking.calls)
                .containsExactly(
                        RecordingEngine.call("createClient", created, Map.of("x", "y")),
                        RecordingEngine.call("attributes", ALICE),
                        RecordingEngine.call("ping", ALICE),
                        RecordingEngine.call("attach", ALICE),
                        RecordingEngine.call("release", ALICE),
                        RecordingEngine.call("subscribe", ALICE, PATTERN),
                        RecordingEngine.call("unsubscribe", ALICE, PATTERN),
                        RecordingEngine.call("publish", MESSAGE),
                        RecordingEngine.call("read", ALICE, 1L, 2, 3),
                        RecordingEngine.call("acknowledge", ALICE, 4L),
                        RecordingEngine.call("setAttribute", ALICE, "n", null),
                        RecordingEngine.call("clients", "cursor", 5),
                        RecordingEngine.call("destroyClient", ALICE));
    }

    @Test
    @DisplayName("keeps the order of one client's operations that nobody awaits")
    void keepsOrder() throws Exception {
        List<List<Object>> expected = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            engine.acknowledge(ALICE, i);
            expected.add(RecordingEngine.call("acknowledge", ALICE, (long) i));
        }
        get(engine.release(ALICE));
        expected.add(RecordingEngine.call("release", ALICE));
        assertThat(blocking.calls).containsExactlyElementsOf(expected);
    }

    @Test
    @DisplayName("orders a message behind what its publisher asked for before")
    void ordersPublisher() throws Exception {
        blocking.answer("subscribe", () -> Engine.Change.CHANGED);
        blocking.answer("publish", Optional::empty);
        Message message = MESSAGE.with("clientId", ALICE.toJson());
        engine.subscribe(ALICE, PATTERN);
        get(engine.publish(message));
        assertThat(blocking.calls)
                .containsExactly(
                        RecordingEngine.call("subscribe", ALICE, PATTERN), RecordingEngine.call("publish", message));
    }

    @Test
    @DisplayName("does different clients' operations at the same time")
    void worksConcurrently() throws Exception {
        CyclicBarrier together = new CyclicBarrier(2);
        blocking.answer("ping", () -> together.await(10, SECONDS) >= 0);
        CompletionStage<Boolean> alice = engine.ping(ALICE);
        CompletionStage<Boolean> bob = engine.ping(BOB);
        assertThat(get(alice)).isTrue();
        assertThat(get(bob)).isTrue();
    }

    @Test
    @DisplayName("does not keep one client waiting for another one's slow operation")
    void isolatesClients() throws Exception {
        blocking.answer("ping", () -> true);
        hang(ALICE);
        CompletionStage<Boolean> behind = engine.ping(ALICE);
        assertThat(get(engine.ping(BOB))).isTrue();
        assertThat(behind.toCompletableFuture()).isNotDone();
    }

    @Test
    @DisplayName("fails what is not done in time, and does not begin it afterwards")
    void limitsTime() throws Exception {
        limitTo(Duration.ofSeconds(1));
        hang(ALICE);
        assertFails(engine.acknowledge(ALICE, 1), "not done within PT1S");
        blocking.answer("ping", () -> true);
        never.countDown();
        assertThat(get(engine.ping(ALICE))).isTrue();
        assertThat(blocking.calls).doesNotContain(RecordingEngine.call("acknowledge", ALICE, 1L));
    }

    @Test
    @DisplayName("counts the limit by the machine's time: a host that turns its own by hand makes nothing late")
    void limitsMachineTime() throws Exception {
        hang(ALICE);
        CompletionStage<Boolean> waiting = engine.ping(ALICE);
        assertThat(context.scheduled()).isZero();
        assertThat(waiting.toCompletableFuture()).isNotDone();
    }

    @Test
    @DisplayName("fails with what the engine says, or says what it threw")
    void passesFaults() {
        blocking.answer("ping", () -> {
            throw new EngineException("the store is away");
        });
        blocking.answer("publish", () -> {
            throw new IllegalStateException("a bug");
        });
        assertFails(engine.ping(ALICE), "the store is away");
        assertThatThrownBy(() -> get(engine.publish(MESSAGE)))
                .hasCauseInstanceOf(EngineException.class)
                .hasRootCauseMessage("a bug");
    }

    @Test
    @DisplayName("reports the events of what the engine says that it did")
    void reportsEvents() throws Exception {
        blocking.answer("subscribe", () -> Engine.Change.CHANGED);
        blocking.answer("unsubscribe", () -> Engine.Change.CHANGED);
        blocking.answer("publish", () -> Optional.of(ALICE));
        blocking.answer("destroyClient", () -> subscribedTo(PATTERN, ChannelPattern.of("/b")));
        ClientId created = get(engine.createClient(Map.of()));
        get(engine.subscribe(ALICE, PATTERN));
        get(engine.unsubscribe(ALICE, PATTERN));
        get(engine.publish(MESSAGE.with("data", Json.TRUE)));
        get(engine.destroyClient(ALICE));
        assertThat(context.told)
                .containsExactly(
                        "handshake " + created,
                        "subscribe " + ALICE + " /a/*",
                        "unsubscribe " + ALICE + " /a/*",
                        "publish " + Optional.of(ALICE) + " /a true",
                        "unsubscribe " + ALICE + " /a/*",
                        "unsubscribe " + ALICE + " /b",
                        "disconnect " + ALICE,
                        "closed " + ALICE);
    }

    @Test
    @DisplayName("reports nothing for what changed nothing")
    void reportsNoChangesOnly() throws Exception {
        blocking.answer("subscribe", () -> Engine.Change.UNCHANGED);
        blocking.answer("unsubscribe", () -> Engine.Change.UNKNOWN_CLIENT);
        blocking.answer("destroyClient", Optional::empty);
        get(engine.subscribe(ALICE, PATTERN));
        get(engine.unsubscribe(ALICE, PATTERN));
        assertThat(get(engine.destroyClient(ALICE))).isFalse();
        assertThat(context.told).isEmpty();
    }

    @Test
    @DisplayName("does not report a message as accepted whose publisher was told that it failed")
    void reportsNoFailedMessage() throws Exception {
        limitTo(Duration.ofSeconds(1));
        blocking.answer("publish", () -> {
            never.await();
            return Optional.of(ALICE);
        });
        assertFails(engine.publish(MESSAGE), "not done within");
        never.countDown();
        blocking.answer("publish", () -> Optional.of(BOB));
        get(engine.publish(MESSAGE));
        assertThat(context.told).containsExactly("publish " + Optional.of(BOB) + " /a null");
    }

    @Test
    @DisplayName("reports a subscription that was made too late for its stage, as its end will be reported")
    void reportsLateSubscription() throws Exception {
        limitTo(Duration.ofSeconds(1));
        blocking.answer("subscribe", () -> {
            never.await();
            return Engine.Change.CHANGED;
        });
        assertFails(engine.subscribe(ALICE, PATTERN), "not done within");
        never.countDown();
        blocking.answer("ping", () -> true);
        get(engine.ping(ALICE));
        assertThat(context.told).containsExactly("subscribe " + ALICE + " /a/*");
    }

    @Test
    @DisplayName("ends a session unasked behind what is under way for it")
    void endsInOrder() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        blocking.answer("subscribe", () -> {
            Concurrently.await(asked);
            return Engine.Change.CHANGED;
        });
        blocking.answer("ping", () -> false);
        engine.subscribe(ALICE, PATTERN);
        blocking.context().after(ALICE, () -> blocking.context().clientMoved(ALICE));
        blocking.context().end(ALICE, () -> subscribedTo(PATTERN));
        asked.countDown();
        get(engine.ping(ALICE));
        assertThat(context.told)
                .containsExactly(
                        "subscribe " + ALICE + " /a/*",
                        "moved " + ALICE,
                        "unsubscribe " + ALICE + " /a/*",
                        "disconnect " + ALICE,
                        "closed " + ALICE);
    }

    @Test
    @DisplayName("does by itself again what has failed, and nothing more once closed")
    void repeats() throws Exception {
        CountDownLatch thrice = new CountDownLatch(3);
        blocking.context().every(Duration.ofMillis(5), () -> {
            thrice.countDown();
            throw new IllegalStateException("the store is away");
        });
        Concurrently.await(thrice);
        engine.close();
        assertThat(context.scheduled()).isZero();
        assertNoThreadIsLeft();
    }

    @Test
    @DisplayName("does by itself nothing twice at once, also if it takes longer than its pause")
    void repeatsOneAfterAnother() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch thrice = new CountDownLatch(3);
        CountDownLatch overdue = new CountDownLatch(1);
        blocking.context().every(Duration.ofMillis(5), () -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            context.scheduler().schedule(overdue::countDown, 50, MILLISECONDS);
            Concurrently.await(overdue);
            inside.decrementAndGet();
            thrice.countDown();
        });
        Concurrently.await(thrice);
        assertThat(most).hasValue(1);
    }

    @Test
    @DisplayName("hands on what the host is to know, until it is closed")
    void handsOn() {
        blocking.context().messagesAvailable(ALICE);
        blocking.context().clientMoved(ALICE);
        blocking.context().clientClosed(BOB);
        engine.close();
        blocking.context().messagesAvailable(BOB);
        assertThat(context.told).containsExactly("available " + ALICE, "moved " + ALICE, "closed " + BOB);
    }

    @Test
    @DisplayName("refuses an operation while too many wait")
    void boundsWaiting() throws Exception {
        hang(ALICE);
        for (int i = 0; i < 10_000; i++) {
            engine.acknowledge(ALICE, i);
        }
        assertFails(engine.acknowledge(ALICE, 0), "10000 operations wait");
    }

    @Test
    @DisplayName("fails what is under way and what comes later when it is closed, and leaves no thread or timer")
    void closes() throws Exception {
        hang(ALICE);
        blocking.answer("close", () -> {
            never.countDown();
            return null;
        });
        CompletionStage<Boolean> waiting = engine.ping(ALICE);
        engine.close();
        engine.close();
        assertFails(waiting, "closed");
        assertFails(engine.ping(BOB), "closed");
        assertThat(blocking.calls)
                .containsExactly(RecordingEngine.call("release", ALICE), RecordingEngine.call("close"));
        assertNoThreadIsLeft();
        assertThat(context.scheduled()).isZero();
    }

    @Test
    @DisplayName("closes in time also if the engine cannot")
    void closesInTime() throws Exception {
        limitTo(Duration.ofMillis(200));
        blocking.answer("close", () -> {
            never.await();
            return null;
        });
        engine.close();
        assertNoThreadIsLeft();
    }

    @Test
    @DisplayName("interrupts what hangs longer than an operation may while it closes")
    void interruptsOnClose() throws Exception {
        limitTo(Duration.ofSeconds(1));
        hang(ALICE);
        engine.close();
        assertNoThreadIsLeft();
    }
}
