package io.faye.engine;

import static io.faye.engine.Monitored.A;
import static io.faye.engine.Monitored.ALICE;
import static io.faye.engine.Monitored.B;
import static io.faye.engine.Monitored.BOB;
import static io.faye.engine.Monitored.assertFails;
import static io.faye.engine.Monitored.assertPending;
import static io.faye.engine.Monitored.get;
import static io.faye.engine.Monitored.message;
import static io.faye.engine.Monitored.messageOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.faye.protocol.ChannelPattern;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("A monitored engine reports events")
class MonitoredEngineEventsTest {

    private Monitored monitored = Monitored.patient();

    private ScriptedEngine script() {
        return monitored.script;
    }

    private MonitoredEngine engine() {
        return monitored.engine;
    }

    /** Waits for the executor first: an operation that times out on a slow machine is announced there. */
    private void assertEvents(String... lines) {
        monitored.awaitExecutor();
        assertThat(monitored.events.lines).containsExactly(lines);
    }

    private static Optional<Set<ChannelPattern>> subscribed(ChannelPattern... patterns) {
        return Optional.of(new LinkedHashSet<>(List.of(patterns)));
    }

    @AfterEach
    void close() {
        monitored.close();
    }

    @Nested
    @DisplayName("from facts:")
    class Facts {

        @Test
        @DisplayName("one for each change, before its stage completes")
        void eachChange() throws Exception {
            script().completes("createClient", null);
            script().completes("subscribe", Change.CHANGED);
            script().completes("unsubscribe", Change.CHANGED);
            script().completes("publish", true);
            script().completes("destroyClient", subscribed(A, B));
            List<CompletionStage<?>> stages = List.of(
                    engine().createClient(ALICE, Map.of()),
                    engine().subscribe(ALICE, A),
                    engine().unsubscribe(ALICE, A),
                    engine().publish(messageOf(ALICE, "hello")),
                    engine().destroyClient(ALICE));
            assertThat(stages).allMatch(stage -> stage.toCompletableFuture().isDone());
            assertEvents(
                    "handshake " + ALICE,
                    "subscribe " + ALICE + " /a",
                    "unsubscribe " + ALICE + " /a",
                    "publish " + ALICE + " /a \"hello\"",
                    "unsubscribe " + ALICE + " /a",
                    "unsubscribe " + ALICE + " /b",
                    "disconnect " + ALICE);
        }

        @Test
        @DisplayName("none for what changed nothing")
        void noChange() throws Exception {
            for (Change change : List.of(Change.UNCHANGED, Change.UNKNOWN_CLIENT, Change.LIMIT_REACHED)) {
                script().completes("subscribe", change);
                script().completes("unsubscribe", change);
                assertThat(get(engine().subscribe(ALICE, A))).isEqualTo(change);
                assertThat(get(engine().unsubscribe(ALICE, A))).isEqualTo(change);
            }
            script().completes("destroyClient", Optional.empty());
            assertThat(get(engine().destroyClient(ALICE))).isEmpty();
            assertEvents();
        }

        @Test
        @DisplayName("none for what failed")
        void failures() {
            CompletableFuture<Object> failed = CompletableFuture.failedFuture(new EngineException("no store"));
            for (String method : List.of("createClient", "subscribe", "unsubscribe", "publish", "destroyClient")) {
                script().answer(method, () -> failed);
            }
            assertFails(engine().createClient(ALICE, Map.of()), "no store");
            assertFails(engine().subscribe(ALICE, A), "no store");
            assertFails(engine().unsubscribe(ALICE, A), "no store");
            assertFails(engine().publish(message("hello")), "no store");
            assertFails(engine().destroyClient(ALICE), "no store");
            assertEvents();
        }

        @Test
        @DisplayName("a message without a publisher if there is none, or if its session has ended")
        void withoutPublisher() throws Exception {
            script().completes("publish", false);
            get(engine().publish(message("one")));
            get(engine().publish(messageOf(ALICE, "two")));
            assertEvents("publish - /a \"one\"", "publish - /a \"two\"");
        }

        @Test
        @DisplayName("before the stage completes if the engine completes it later")
        void beforeStage() {
            CompletableFuture<Change> fact = script().pending("subscribe");
            CompletionStage<List<String>> seen =
                    engine().subscribe(ALICE, A).thenApply(change -> List.copyOf(monitored.events.lines));
            assertPending(seen);
            fact.complete(Change.CHANGED);
            assertThat(seen.toCompletableFuture()).isCompletedWithValue(List.of("subscribe " + ALICE + " /a"));
        }
    }

    @Nested
    @DisplayName("of one session in the order of the calls:")
    class Order {

        @Test
        @DisplayName("a fact that arrives early waits for the earlier ones")
        void factsInAnotherOrder() {
            CompletableFuture<Void> created = script().pending("createClient");
            CompletionStage<Void> create = engine().createClient(ALICE, Map.of());
            CompletableFuture<Change> first = script().pending("subscribe");
            CompletionStage<Change> subscribe = engine().subscribe(ALICE, A);
            CompletableFuture<Boolean> accepted = script().pending("publish");
            CompletionStage<Boolean> publish = engine().publish(messageOf(ALICE, "hello"));
            accepted.complete(true);
            first.complete(Change.CHANGED);
            assertPending(publish);
            assertPending(subscribe);
            assertEvents();
            created.complete(null);
            assertThat(create.toCompletableFuture()).isDone();
            assertThat(subscribe.toCompletableFuture()).isDone();
            assertThat(publish.toCompletableFuture()).isDone();
            assertEvents("handshake " + ALICE, "subscribe " + ALICE + " /a", "publish " + ALICE + " /a \"hello\"");
        }

        @Test
        @DisplayName("other sessions do not wait")
        void otherSessions() throws Exception {
            script().pending("subscribe");
            engine().subscribe(ALICE, A);
            script().completes("subscribe", Change.CHANGED);
            assertPending(engine().subscribe(ALICE, B));
            get(engine().subscribe(BOB, B));
            assertEvents("subscribe " + BOB + " /b");
        }

        @Test
        @DisplayName("a failure lets the next go on")
        void afterFailure() throws Exception {
            CompletableFuture<Change> failing = script().pending("subscribe");
            CompletionStage<Change> first = engine().subscribe(ALICE, A);
            script().completes("subscribe", Change.CHANGED);
            CompletionStage<Change> second = engine().subscribe(ALICE, B);
            failing.completeExceptionally(new EngineException("no store"));
            assertFails(first, "no store");
            get(second);
            assertEvents("subscribe " + ALICE + " /b");
        }

        @Test
        @DisplayName("operations without an event do not wait for those that have one")
        void withoutEvent() throws Exception {
            script().pending("subscribe");
            engine().subscribe(ALICE, A);
            script().completes("ping", true);
            assertThat(get(engine().ping(ALICE))).isTrue();
        }

        @Test
        @DisplayName("the engine is called for one operation at a time, in order")
        void callsInOrder() throws Exception {
            CountDownLatch inside = new CountDownLatch(1);
            CountDownLatch go = new CountDownLatch(1);
            script().attaches();
            Attachment attachment =
                    get(engine().attach(ALICE, new EndNoting(monitored.events))).orElseThrow();
            script().calls.clear();
            script().answer("subscribe", () -> {
                inside.countDown();
                Monitored.await(go);
                return CompletableFuture.completedFuture(Change.CHANGED);
            });
            script().completes("unsubscribe", Change.CHANGED);
            script().completes("ping", true);
            script().completes("attachment.release", null);
            Thread first = new Thread(() -> engine().subscribe(ALICE, A));
            first.start();
            Monitored.await(inside);
            CompletionStage<Change> second = engine().unsubscribe(ALICE, A);
            CompletionStage<Boolean> third = engine().ping(ALICE);
            CompletionStage<Void> fourth = attachment.release("");
            assertThat(script().calls).containsExactly("subscribe");
            go.countDown();
            get(second);
            get(third);
            get(fourth);
            first.join(20_000);
            assertThat(script().calls).containsExactly("subscribe", "unsubscribe", "ping", "attachment.release");
            assertEvents("subscribe " + ALICE + " /a", "unsubscribe " + ALICE + " /a");
        }
    }

    @Nested
    @DisplayName("of a session's end")
    class End {

        @Test
        @DisplayName("when the operations that began before it have completed")
        void afterEarlierOperations() {
            CompletableFuture<Change> fact = script().pending("subscribe");
            engine().subscribe(ALICE, A);
            script().completes("destroyClient", subscribed(A));
            CompletionStage<Optional<Set<ChannelPattern>>> end = engine().destroyClient(ALICE);
            assertPending(end);
            assertEvents();
            fact.complete(Change.CHANGED);
            assertThat(end.toCompletableFuture()).isDone();
            assertEvents("subscribe " + ALICE + " /a", "unsubscribe " + ALICE + " /a", "disconnect " + ALICE);
        }

        @Test
        @DisplayName("that the engine tells when the operations that began before it have completed")
        void toldAfterEarlierOperations() throws Exception {
            CompletableFuture<Change> fact = script().pending("subscribe");
            engine().subscribe(ALICE, A);
            script().context().clientEnded(ALICE, Set.of(A));
            monitored.awaitExecutor();
            assertEvents();
            fact.complete(Change.CHANGED);
            assertEvents("subscribe " + ALICE + " /a", "unsubscribe " + ALICE + " /a", "disconnect " + ALICE);
        }

        @Test
        @DisplayName("when the operations that began before it have timed out")
        void afterTimeouts() throws Exception {
            close();
            monitored = Monitored.impatient();
            script().pending("subscribe");
            CompletionStage<Change> subscribe = engine().subscribe(ALICE, A);
            script().completes("destroyClient", subscribed());
            get(engine().destroyClient(ALICE));
            assertFails(subscribe, "'scripted'", "subscribe", "PT0.05S");
            assertEvents("disconnect " + ALICE);
        }

        @Test
        @DisplayName("that the engine tells, on the executor")
        void onExecutor() throws Exception {
            AtomicReference<String> thread = new AtomicReference<>();
            engine().addInlineListener(new EventLog() {
                @Override
                void noted(String line) {
                    thread.set(Thread.currentThread().getName());
                }
            });
            script().context().clientEnded(ALICE, Set.of());
            monitored.awaitExecutor();
            assertThat(thread).hasValue(Monitored.EXECUTOR);
            assertEvents("disconnect " + ALICE);
        }

        @Test
        @DisplayName("and nothing of operations that succeed after it, except messages without a publisher")
        void nothingAfterwards() throws Exception {
            CompletableFuture<Boolean> earlier = script().pending("publish");
            CompletionStage<Boolean> first = engine().publish(messageOf(ALICE, "before"));
            script().context().clientEnded(ALICE, Set.of());
            script().completes("subscribe", Change.CHANGED);
            script().completes("unsubscribe", Change.CHANGED);
            script().completes("publish", true);
            CompletionStage<Change> subscribe = engine().subscribe(ALICE, A);
            CompletionStage<Boolean> publish = engine().publish(messageOf(ALICE, "after"));
            CompletionStage<Change> unsubscribe = engine().unsubscribe(ALICE, A);
            assertEvents();
            earlier.complete(true);
            assertThat(get(first)).isTrue();
            assertThat(get(subscribe)).isEqualTo(Change.CHANGED);
            assertThat(get(publish)).isTrue();
            assertThat(get(unsubscribe)).isEqualTo(Change.CHANGED);
            assertEvents("publish " + ALICE + " /a \"before\"", "disconnect " + ALICE, "publish - /a \"after\"");
        }

        @Test
        @DisplayName("before the attachment's listener is told that the session has ended")
        void beforeEnded() throws Exception {
            script().attaches();
            EndNoting listener = new EndNoting(monitored.events);
            get(engine().attach(ALICE, listener));
            CompletableFuture<Optional<Set<ChannelPattern>>> fact = script().pending("destroyClient");
            engine().destroyClient(ALICE);
            script().listener().ended();
            assertThat(monitored.events.lines).isEmpty();
            fact.complete(subscribed(A));
            assertEvents("unsubscribe " + ALICE + " /a", "disconnect " + ALICE, "ended");
        }

        @Test
        @DisplayName("that the engine tells before the attachment's listener is told")
        void toldBeforeEnded() throws Exception {
            script().attaches();
            get(engine().attach(ALICE, new EndNoting(monitored.events)));
            CompletableFuture<Change> fact = script().pending("subscribe");
            engine().subscribe(ALICE, A);
            script().context().clientEnded(ALICE, Set.of(A));
            script().listener().ended();
            assertEvents();
            fact.complete(Change.CHANGED);
            monitored.awaitExecutor();
            assertEvents("subscribe " + ALICE + " /a", "unsubscribe " + ALICE + " /a", "disconnect " + ALICE, "ended");
        }
    }

    @Nested
    @DisplayName("of facts that arrive after a timeout:")
    class Late {

        @BeforeEach
        void useImpatient() {
            close();
            monitored = Monitored.impatient();
        }

        /** Waits also until the executor has done what belongs to the timeout. */
        private void assertTimesOut(CompletionStage<?> stage, String operation) throws Exception {
            assertFails(stage, operation, "did not complete within");
            monitored.awaitExecutor();
        }

        @Test
        @DisplayName("a subscription")
        void subscription() throws Exception {
            CompletableFuture<Change> fact = script().pending("subscribe");
            assertTimesOut(engine().subscribe(ALICE, A), "subscribe");
            fact.complete(Change.CHANGED);
            assertEvents("subscribe " + ALICE + " /a");
        }

        @Test
        @DisplayName("a subscription before the end that was asked for after it")
        void subscriptionBeforeEnd() throws Exception {
            CompletableFuture<Change> fact = script().pending("subscribe");
            assertTimesOut(engine().subscribe(ALICE, A), "subscribe");
            CompletableFuture<Optional<Set<ChannelPattern>>> end = script().pending("destroyClient");
            engine().destroyClient(ALICE);
            fact.complete(Change.CHANGED);
            end.complete(subscribed(A));
            assertEvents("subscribe " + ALICE + " /a", "unsubscribe " + ALICE + " /a", "disconnect " + ALICE);
        }

        @Test
        @DisplayName("no subscription after the end was announced")
        void noSubscriptionAfterEnd() throws Exception {
            CompletableFuture<Change> fact = script().pending("subscribe");
            assertTimesOut(engine().subscribe(ALICE, A), "subscribe");
            script().completes("destroyClient", subscribed(A));
            get(engine().destroyClient(ALICE));
            fact.complete(Change.CHANGED);
            assertEvents("unsubscribe " + ALICE + " /a", "disconnect " + ALICE);
        }

        @Test
        @DisplayName("an end")
        void end() throws Exception {
            CompletableFuture<Optional<Set<ChannelPattern>>> fact = script().pending("destroyClient");
            assertTimesOut(engine().destroyClient(ALICE), "destroyClient");
            fact.complete(subscribed(A));
            assertEvents("unsubscribe " + ALICE + " /a", "disconnect " + ALICE);
        }

        @Test
        @DisplayName("a session, which is ended")
        void session() throws Exception {
            CompletableFuture<Void> fact = script().pending("createClient");
            script().completes("destroyClient", subscribed());
            assertTimesOut(engine().createClient(ALICE, Map.of()), "createClient");
            assertThat(script().calls).containsExactly("createClient");
            fact.complete(null);
            assertThat(script().calls).containsExactly("createClient", "destroyClient");
            assertEvents("handshake " + ALICE, "disconnect " + ALICE);
        }

        @Test
        @DisplayName("no message")
        void message() throws Exception {
            CompletableFuture<Boolean> own = script().pending("publish");
            assertTimesOut(engine().publish(messageOf(ALICE, "hello")), "publish");
            own.complete(true);
            CompletableFuture<Boolean> nobodys = script().pending("publish");
            assertTimesOut(engine().publish(Monitored.message("hello")), "publish");
            nobodys.complete(true);
            assertEvents();
        }

        @Test
        @DisplayName("nothing of a failure")
        void failure() throws Exception {
            CompletableFuture<Change> fact = script().pending("subscribe");
            assertTimesOut(engine().subscribe(ALICE, A), "subscribe");
            fact.completeExceptionally(new EngineException("no store"));
            assertEvents();
        }
    }

    /** Notes the end among the events. */
    private record EndNoting(EventLog log) implements AttachmentListener {

        @Override
        public void messagesAvailable() {}

        @Override
        public String moved() {
            return "";
        }

        @Override
        public void ended() {
            log.lines.add("ended");
        }
    }
}
