package io.faye.engine.support;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faye.engine.Attachment;
import io.faye.engine.Batch;
import io.faye.engine.Change;
import io.faye.engine.EngineException;
import io.faye.engine.LimitReachedException;
import io.faye.engine.SessionPage;
import io.faye.protocol.Channel;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.protocol.Message;
import java.time.Duration;
import java.util.ArrayList;
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
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("The adapter of a blocking engine")
class BlockingEngineAdapterTest {

    private static final String THREADS = "adapter-test";
    private static final ClientId ALICE = ClientId.random(new Random(1));
    private static final ClientId BOB = ClientId.random(new Random(2));
    private static final ChannelPattern PATTERN = ChannelPattern.of("/a/*");
    private static final Message MESSAGE = Message.to(Channel.of("/a"));

    private final RecordingEngine blocking = new RecordingEngine();
    private CountDownLatch hanging = new CountDownLatch(1);
    private SupportContext context = new SupportContext(Duration.ofSeconds(45), Duration.ofSeconds(30));
    private BlockingEngineAdapter engine = new BlockingEngineAdapter(context, THREADS, 2, blocking::engine);

    private void limitTo(Duration limit) {
        close();
        hanging = new CountDownLatch(1);
        context = new SupportContext(Duration.ofSeconds(45), limit);
        engine = new BlockingEngineAdapter(context, THREADS, 2, blocking::engine);
        blocking.calls.clear();
    }

    private static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(20, SECONDS);
    }

    private static void assertFails(CompletionStage<?> stage, String reason) {
        assertThatThrownBy(() -> get(stage))
                .hasCauseInstanceOf(EngineException.class)
                .hasMessageContaining(reason);
    }

    /**
     * Makes a call for a session that returns only when the test says so, or when its thread is interrupted. On a machine
     * that stalls, a call may wait for too long to be made, and is repeated.
     */
    private CompletionStage<?> hang(ClientId client) throws InterruptedException {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch end = hanging;
        blocking.answer("attributes", () -> {
            inside.countDown();
            end.await();
            return Optional.empty();
        });
        CompletionStage<?> stage = engine.attributes(client);
        while (!inside.await(10, MILLISECONDS)) {
            if (stage.toCompletableFuture().isDone()) {
                stage = engine.attributes(client);
            }
        }
        return stage;
    }

    private Attachment attach(ClientId client) throws Exception {
        blocking.answer("attach", () -> Optional.of(blocking.attachment()));
        return get(engine.attach(client, new NotingListener())).orElseThrow();
    }

    private static void assertNoThreadIsLeft() throws Exception {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith(THREADS)) {
                thread.join(20_000);
                assertThat(thread.isAlive()).as(thread.getName()).isFalse();
            }
        }
    }

    @AfterEach
    void close() {
        hanging.countDown();
        engine.close();
        context.close();
    }

    @Nested
    @DisplayName("passes on")
    class Passing {

        @Test
        @DisplayName("each operation with its arguments, and its result")
        void operations() throws Exception {
            SessionPage page = new SessionPage(Map.of(ALICE, Map.of()), Optional.of(new SessionPage.Cursor("next")));
            blocking.answer("attributes", () -> Optional.of(Map.of("a", "1")));
            blocking.answer("ping", () -> true);
            blocking.answer("attach", Optional::empty);
            blocking.answer("destroyClient", () -> Optional.of(Set.of(PATTERN)));
            blocking.answer("publish", () -> true);
            blocking.answer("subscribe", () -> Change.LIMIT_REACHED);
            blocking.answer("unsubscribe", () -> Change.UNCHANGED);
            blocking.answer("setAttribute", () -> Change.CHANGED);
            blocking.answer("setAttributeIfAbsent", () -> Change.UNCHANGED);
            blocking.answer("removeAttribute", () -> Change.UNKNOWN_CLIENT);
            blocking.answer("clients", () -> page);
            NotingListener listener = new NotingListener();
            List<Object> results = new ArrayList<>();
            results.add(get(engine.createClient(ALICE, Map.of("x", "y"))));
            results.add(get(engine.attributes(ALICE)));
            results.add(get(engine.ping(ALICE)));
            results.add(get(engine.attach(ALICE, listener)));
            results.add(get(engine.subscribe(ALICE, PATTERN)));
            results.add(get(engine.unsubscribe(ALICE, PATTERN)));
            results.add(get(engine.publish(MESSAGE)));
            results.add(get(engine.setAttribute(ALICE, "n", "v")));
            results.add(get(engine.setAttributeIfAbsent(ALICE, "n", "w")));
            results.add(get(engine.removeAttribute(ALICE, "n")));
            results.add(get(engine.clients(SessionPage.Cursor.START, 5)));
            results.add(get(engine.destroyClient(ALICE)));
            results.add(get(engine.health()));
            assertThat(results)
                    .containsExactly(
                            null,
                            Optional.of(Map.of("a", "1")),
                            true,
                            Optional.empty(),
                            Change.LIMIT_REACHED,
                            Change.UNCHANGED,
                            true,
                            Change.CHANGED,
                            Change.UNCHANGED,
                            Change.UNKNOWN_CLIENT,
                            page,
                            Optional.of(Set.of(PATTERN)),
                            null);
            assertThat(blocking.calls)
                    .containsExactly(
                            RecordingEngine.call("createClient", ALICE, Map.of("x", "y")),
                            RecordingEngine.call("attributes", ALICE),
                            RecordingEngine.call("ping", ALICE),
                            RecordingEngine.call("attach", ALICE, listener),
                            RecordingEngine.call("subscribe", ALICE, PATTERN),
                            RecordingEngine.call("unsubscribe", ALICE, PATTERN),
                            RecordingEngine.call("publish", MESSAGE),
                            RecordingEngine.call("setAttribute", ALICE, "n", "v"),
                            RecordingEngine.call("setAttributeIfAbsent", ALICE, "n", "w"),
                            RecordingEngine.call("removeAttribute", ALICE, "n"),
                            RecordingEngine.call("clients", SessionPage.Cursor.START, 5),
                            RecordingEngine.call("destroyClient", ALICE),
                            RecordingEngine.call("health"));
        }

        @Test
        @DisplayName("each call of an attachment")
        void attachments() throws Exception {
            Batch batch = new Batch(List.of(MESSAGE), 7);
            blocking.answer("attributes", () -> Map.of("a", "1"));
            blocking.answer("note", () -> Optional.of("a note"));
            blocking.answer("read", () -> batch);
            Attachment attachment = attach(ALICE);
            blocking.calls.clear();
            assertThat(attachment.attributes()).isEqualTo(Map.of("a", "1"));
            assertThat(attachment.note()).contains("a note");
            assertThat(get(attachment.read(1, 2, 3))).isEqualTo(batch);
            get(attachment.acknowledge(4));
            get(attachment.release("my note"));
            assertThat(blocking.calls)
                    .containsExactly(
                            RecordingEngine.call("attributes"),
                            RecordingEngine.call("note"),
                            RecordingEngine.call("read", 1L, 2, 3),
                            RecordingEngine.call("acknowledge", 4L),
                            RecordingEngine.call("release", "my note"));
        }

        @Test
        @DisplayName("the engine exceptions of the engine as they are")
        void engineExceptions() {
            EngineException thrown = new LimitReachedException("full");
            blocking.answer("createClient", () -> {
                throw thrown;
            });
            assertThatThrownBy(() -> get(engine.createClient(ALICE, Map.of())))
                    .cause()
                    .isSameAs(thrown);
        }

        @Test
        @DisplayName("whatever else the engine throws as the cause of an engine exception")
        void otherFaults() throws Exception {
            blocking.answer("publish", () -> {
                throw new IllegalStateException("a bug");
            });
            blocking.answer("read", () -> {
                throw new AssertionError("another bug");
            });
            assertFails(engine.publish(MESSAGE), "a bug");
            assertFails(attach(ALICE).read(0, 1, 1), "another bug");
        }

        @Test
        @DisplayName("to the blocking engine what the host lends")
        void context() {
            BlockingContext lent = blocking.context();
            lent.clientEnded(ALICE, Set.of(PATTERN));
            assertThat(context.told).containsExactly("ended " + ALICE + " [/a/*]");
            assertThat(lent.timeout()).isEqualTo(context.timeout());
            assertThat(lent.operationTimeout()).isEqualTo(context.operationTimeout());
            assertThat(lent.limits()).isSameAs(context.limits());
            assertThat(lent.clock()).isSameAs(context.clock());
            assertThat(lent.scheduler()).isSameAs(context.scheduler());
        }
    }

    @Nested
    @DisplayName("runs calls")
    class Running {

        @Test
        @DisplayName("of one session in order, also if their stages are not awaited")
        void inOrder() throws Exception {
            List<List<Object>> expected = new ArrayList<>();
            Attachment attachment = attach(ALICE);
            blocking.calls.clear();
            blocking.answer("ping", () -> true);
            for (int i = 0; i < 1_000; i++) {
                attachment.acknowledge(i);
                engine.ping(ALICE);
                expected.add(RecordingEngine.call("acknowledge", (long) i));
                expected.add(RecordingEngine.call("ping", ALICE));
            }
            get(attachment.release(""));
            expected.add(RecordingEngine.call("release", ""));
            assertThat(blocking.calls).containsExactlyElementsOf(expected);
        }

        @Test
        @DisplayName("of one session one at a time")
        void oneAtATime() throws Exception {
            AtomicInteger inside = new AtomicInteger();
            AtomicInteger most = new AtomicInteger();
            blocking.answer("ping", () -> {
                most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                inside.decrementAndGet();
                return true;
            });
            Concurrently.run(4, thread -> {
                for (int i = 0; i < 100; i++) {
                    engine.ping(ALICE);
                }
            });
            get(engine.ping(ALICE));
            assertThat(most).hasValue(1);
        }

        @Test
        @DisplayName("of a publisher after the earlier calls for its session")
        void publisher() throws Exception {
            blocking.answer("subscribe", () -> Change.CHANGED);
            blocking.answer("publish", () -> true);
            Message message = MESSAGE.with("clientId", ALICE.toJson());
            engine.subscribe(ALICE, PATTERN);
            get(engine.publish(message));
            assertThat(blocking.calls)
                    .containsExactly(
                            RecordingEngine.call("subscribe", ALICE, PATTERN),
                            RecordingEngine.call("publish", message));
        }

        @Test
        @DisplayName("of different sessions at the same time")
        void inParallel() throws Exception {
            CyclicBarrier together = new CyclicBarrier(2);
            blocking.answer("ping", () -> together.await(10, SECONDS) >= 0);
            CompletionStage<Boolean> alice = engine.ping(ALICE);
            CompletionStage<Boolean> bob = engine.ping(BOB);
            assertThat(get(alice)).isTrue();
            assertThat(get(bob)).isTrue();
        }

        @Test
        @DisplayName("of a session while a call of another session hangs")
        void beside() throws Exception {
            blocking.answer("ping", () -> true);
            hang(ALICE);
            CompletionStage<Boolean> after = engine.ping(ALICE);
            assertThat(get(engine.ping(BOB))).isTrue();
            assertThat(after.toCompletableFuture()).isNotDone();
        }

        @Test
        @DisplayName("only if they waited for less than the time for an operation")
        void notTooLate() throws Exception {
            limitTo(Duration.ofMillis(500));
            blocking.answer("ping", () -> true);
            hang(ALICE);
            CompletionStage<Boolean> late = engine.ping(ALICE);
            CountDownLatch passed = new CountDownLatch(1);
            context.scheduler().schedule(passed::countDown, 600, MILLISECONDS);
            Concurrently.await(passed);
            hanging.countDown();
            assertFails(late, "not begun within PT0.5S");
            assertThat(blocking.calls).doesNotContain(RecordingEngine.call("ping", ALICE));
        }

        @Test
        @DisplayName("unless 10,000 calls wait")
        void notTooMany() throws Exception {
            hang(ALICE);
            blocking.answer("ping", () -> true);
            List<CompletionStage<Boolean>> waiting = new ArrayList<>();
            for (int i = 0; i < 10_000; i++) {
                waiting.add(engine.ping(ALICE));
            }
            assertFails(engine.ping(BOB), "Too many operations");
            assertThat(waiting).noneMatch(stage -> stage.toCompletableFuture().isDone());
        }
    }

    @Nested
    @DisplayName("repeats work")
    class Repeating {

        @Test
        @DisplayName("also if it throws")
        void afterFaults() {
            CountDownLatch thrice = new CountDownLatch(3);
            blocking.context().every(Duration.ofMillis(5), () -> {
                thrice.countDown();
                throw new IllegalStateException("thrown on purpose");
            });
            Concurrently.await(thrice);
        }

        @Test
        @DisplayName("one run at a time, and once more immediately if a run took longer than the pause")
        void oneRunAtATime() {
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
        @DisplayName("while all threads for calls hang")
        void besideCalls() throws Exception {
            hang(ALICE);
            hang(BOB);
            CountDownLatch ran = new CountDownLatch(1);
            blocking.context().every(Duration.ofMillis(5), ran::countDown);
            Concurrently.await(ran);
        }

        @Test
        @DisplayName("until it is closed")
        void untilClosed() throws Exception {
            AtomicInteger runs = new AtomicInteger();
            CountDownLatch once = new CountDownLatch(1);
            blocking.context().every(Duration.ofMillis(1), () -> {
                runs.incrementAndGet();
                once.countDown();
            });
            Concurrently.await(once);
            engine.close();
            int before = runs.get();
            assertThat(context.scheduled()).isZero();
            assertNoThreadIsLeft();
            assertThat(runs).hasValue(before);
        }
    }

    @Nested
    @DisplayName("closes")
    class Closing {

        @Test
        @DisplayName("the engine once, after the calls in progress; fails what has not ended and what comes later")
        void inOrder() throws Exception {
            CompletionStage<?> inProgress = hang(ALICE);
            blocking.answer("ping", () -> true);
            CompletionStage<Boolean> waiting = engine.ping(ALICE);
            Thread closing = new Thread(engine::close);
            closing.start();
            assertFails(inProgress, "closed");
            assertFails(waiting, "closed");
            assertThat(blocking.calls).doesNotContain(RecordingEngine.call("close"));
            hanging.countDown();
            closing.join(20_000);
            engine.close();
            assertFails(engine.ping(BOB), "closed");
            assertThat(blocking.calls)
                    .containsExactly(RecordingEngine.call("attributes", ALICE), RecordingEngine.call("close"));
            assertNoThreadIsLeft();
        }

        @Test
        @DisplayName("and fails the calls of attachments")
        void attachments() throws Exception {
            Attachment attachment = attach(ALICE);
            engine.close();
            assertFails(attachment.read(0, 1, 1), "closed");
            assertFails(attachment.acknowledge(1), "closed");
            assertFails(attachment.release(""), "closed");
        }

        @Test
        @DisplayName("within a bounded time if the engine cannot close")
        void boundedEngine() throws Exception {
            limitTo(Duration.ofMillis(200));
            CountDownLatch end = hanging;
            blocking.answer("close", () -> {
                end.await();
                return null;
            });
            engine.close();
            assertNoThreadIsLeft();
        }

        @Test
        @DisplayName("within a bounded time if a call or repeated work hangs, which it interrupts")
        void boundedCalls() throws Exception {
            limitTo(Duration.ofMillis(500));
            hang(ALICE);
            CountDownLatch repeated = new CountDownLatch(1);
            CountDownLatch end = hanging;
            blocking.context().every(Duration.ofMillis(1), () -> {
                repeated.countDown();
                Concurrently.await(end);
            });
            Concurrently.await(repeated);
            engine.close();
            assertThat(blocking.calls).contains(RecordingEngine.call("close"));
            assertNoThreadIsLeft();
        }

        @Test
        @DisplayName("although the engine fails to close")
        void failing() throws Exception {
            blocking.answer("close", () -> {
                throw new IllegalStateException("thrown on purpose");
            });
            engine.close();
            assertNoThreadIsLeft();
        }

        @Test
        @DisplayName("what was started if the engine cannot be created")
        void notCreated() throws Exception {
            engine.close();
            assertThatThrownBy(() -> new BlockingEngineAdapter(context, THREADS, 2, lent -> {
                        lent.every(Duration.ofMillis(1), () -> {});
                        throw new EngineException("no such store");
                    }))
                    .hasMessage("no such store");
            assertThat(context.scheduled()).isZero();
            assertNoThreadIsLeft();
        }
    }
}
