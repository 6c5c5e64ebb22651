package io.faye.engine;

import static io.faye.engine.Monitored.A;
import static io.faye.engine.Monitored.ALICE;
import static io.faye.engine.Monitored.BOB;
import static io.faye.engine.Monitored.assertFails;
import static io.faye.engine.Monitored.assertPending;
import static io.faye.engine.Monitored.get;
import static io.faye.engine.Monitored.message;
import static io.faye.engine.Monitored.messageOf;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A monitored engine contains the faults of its engine:")
class MonitoredEngineFaultsTest {

    private static final Batch BATCH = new Batch(List.of(), 0);
    private static final SessionPage PAGE = new SessionPage(Map.of(), Optional.empty());

    private Monitored monitored = Monitored.patient();

    @AfterEach
    void close() {
        monitored.close();
    }

    /** An operation, by the name of the engine's method, and a result that is in order. */
    private record Operation(String name, Object result, Call call) {

        interface Call {
            CompletionStage<?> on(MonitoredEngine engine);
        }

        /** The part of the name that the monitored engine uses in its messages. */
        String shortName() {
            return name.replace("attachment.", "");
        }

        boolean hasValue() {
            return result != null;
        }

        @Override
        public String toString() {
            return shortName();
        }
    }

    static List<Operation> operations() {
        List<Operation> all = new ArrayList<>(List.of(
                new Operation("createClient", null, engine -> engine.createClient(ALICE, Map.of())),
                new Operation("attach", Optional.empty(), engine -> engine.attach(ALICE, new Listener())),
                new Operation("ping", true, engine -> engine.ping(ALICE)),
                new Operation("attributes", Optional.of(Map.of()), engine -> engine.attributes(ALICE)),
                new Operation("setAttribute", Change.CHANGED, engine -> engine.setAttribute(ALICE, "n", "v")),
                new Operation(
                        "setAttributeIfAbsent", Change.CHANGED, engine -> engine.setAttributeIfAbsent(ALICE, "n", "v")),
                new Operation("removeAttribute", Change.CHANGED, engine -> engine.removeAttribute(ALICE, "n")),
                new Operation("subscribe", Change.CHANGED, engine -> engine.subscribe(ALICE, A)),
                new Operation("unsubscribe", Change.CHANGED, engine -> engine.unsubscribe(ALICE, A)),
                new Operation("publish", true, engine -> engine.publish(messageOf(ALICE, "hello"))),
                new Operation("publish", false, engine -> engine.publish(message("hello"))),
                new Operation("destroyClient", Optional.of(Set.of(A)), engine -> engine.destroyClient(ALICE)),
                new Operation("clients", PAGE, engine -> engine.clients(SessionPage.Cursor.START, 1)),
                new Operation("health", null, Engine::health)));
        all.addAll(attachmentOperations());
        return all;
    }

    private static List<Operation> attachmentOperations() {
        return List.of(
                new Operation(
                        "attachment.read", BATCH, engine -> attached(engine).read(0, 1, 1)),
                new Operation("attachment.acknowledge", null, engine -> attached(engine)
                        .acknowledge(1)),
                new Operation(
                        "attachment.release", null, engine -> attached(engine).release("")));
    }

    static List<Operation> operationsWithValue() {
        return operations().stream().filter(Operation::hasValue).toList();
    }

    private static Attachment attached(MonitoredEngine engine) {
        try {
            return get(engine.attach(ALICE, new Listener())).orElseThrow();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private CompletionStage<?> call(Operation operation, Callable<?> answer) {
        if (operation.name().startsWith("attachment.")) {
            monitored.script.attaches();
        }
        monitored.script.answer(operation.name(), answer);
        return operation.call().on(monitored.engine);
    }

    private void assertContained(Operation operation, Callable<?> answer, String reason) throws Exception {
        assertFails(call(operation, answer), "'scripted'", operation.shortName(), reason);
        assertThat(monitored.events.lines).isEmpty();
        Object result = operation.result();
        assertThat(get(call(operation, () -> CompletableFuture.completedFuture(result))))
                .as("The result of the next call")
                .isEqualTo(result);
    }

    @ParameterizedTest
    @MethodSource("operations")
    @DisplayName("it throws an exception")
    void throwsException(Operation operation) throws Exception {
        assertContained(
                operation,
                () -> {
                    throw new IllegalStateException("thrown on purpose");
                },
                "thrown on purpose");
    }

    @ParameterizedTest
    @MethodSource("operations")
    @DisplayName("it throws an error")
    void throwsError(Operation operation) throws Exception {
        assertContained(
                operation,
                () -> {
                    throw new AssertionError("thrown on purpose");
                },
                "thrown on purpose");
    }

    @ParameterizedTest
    @MethodSource("operations")
    @DisplayName("it returns null")
    void returnsNull(Operation operation) throws Exception {
        assertContained(operation, () -> null, "returned null");
    }

    @ParameterizedTest
    @MethodSource("operationsWithValue")
    @DisplayName("it completes with null, at once")
    void completesWithNull(Operation operation) throws Exception {
        assertContained(operation, () -> CompletableFuture.completedFuture(null), "completed with null");
    }

    @ParameterizedTest
    @MethodSource("operationsWithValue")
    @DisplayName("it completes with null, later")
    void completesWithNullLater(Operation operation) throws Exception {
        CompletableFuture<Object> fact = new CompletableFuture<>();
        CompletionStage<?> stage = call(operation, () -> fact);
        assertPending(stage);
        fact.complete(null);
        assertFails(stage, "'scripted'", operation.shortName(), "completed with null");
    }

    @ParameterizedTest
    @MethodSource("operations")
    @DisplayName("it fails with something else than an engine exception")
    void failsWithOther(Operation operation) throws Exception {
        assertContained(
                operation,
                () -> CompletableFuture.failedFuture(new IllegalStateException("failed on purpose")),
                "failed on purpose");
    }

    @ParameterizedTest
    @MethodSource("operations")
    @DisplayName("it fails with an engine exception, which is passed on as it is")
    void failsWithEngineException(Operation operation) {
        EngineException fault = new LimitReachedException("full");
        assertThatThrownBy(() -> get(call(operation, () -> CompletableFuture.failedFuture(fault))))
                .cause()
                .isSameAs(fault);
    }

    @ParameterizedTest
    @MethodSource("operations")
    @DisplayName("it returns a minimal stage, whose isDone throws")
    void minimalStage(Operation operation) throws Exception {
        Object result = operation.result();
        assertThat(get(call(operation, () -> CompletableFuture.completedStage(result))))
                .isEqualTo(result);
    }

    @ParameterizedTest
    @MethodSource("operations")
    @DisplayName("it returns a minimal stage that has failed")
    void failedMinimalStage(Operation operation) throws Exception {
        assertContained(
                operation,
                () -> CompletableFuture.failedStage(new IllegalStateException("failed on purpose")),
                "failed on purpose");
    }

    @ParameterizedTest
    @MethodSource("operations")
    @DisplayName("it returns a stage that is no future")
    void noFuture(Operation operation) throws Exception {
        assertContained(operation, () -> new UnhelpfulStage<>(), "no future");
    }

    @ParameterizedTest
    @MethodSource("operations")
    @DisplayName("it never completes")
    void neverCompletes(Operation operation) throws Exception {
        close();
        monitored = Monitored.impatient();
        assertContained(operation, CompletableFuture::new, "did not complete within PT0.05S");
    }

    @Nested
    @DisplayName("it does not return from a call")
    class Blocking {

        @Test
        @DisplayName(", and the other operations of the session time out without being called")
        void otherOperationsTimeOut() throws Exception {
            close();
            monitored = Monitored.impatient();
            CountDownLatch inside = new CountDownLatch(1);
            CountDownLatch go = new CountDownLatch(1);
            monitored.script.answer("subscribe", () -> {
                inside.countDown();
                Monitored.await(go);
                return CompletableFuture.completedFuture(Change.CHANGED);
            });
            monitored.script.completes("ping", true);
            monitored.script.completes("unsubscribe", Change.CHANGED);
            Thread stuck = new Thread(() -> monitored.engine.subscribe(ALICE, A));
            stuck.start();
            Monitored.await(inside);
            assertFails(monitored.engine.unsubscribe(ALICE, A), "unsubscribe");
            assertFails(monitored.engine.ping(ALICE), "ping");
            assertThat(get(monitored.engine.ping(BOB))).isTrue();
            go.countDown();
            stuck.join(20_000);
            assertThat(monitored.script.calls).containsExactly("subscribe", "ping");
            get(monitored.engine.unsubscribe(ALICE, A));
            assertThat(monitored.events.lines).endsWith("unsubscribe " + ALICE + " /a");
        }
    }

    @Nested
    @DisplayName("an attachment")
    class Attachments {

        @Test
        @DisplayName("that throws or returns null instead of attributes or a note fails the attach")
        void attributesAndNote() {
            List<Callable<?>> answers = List.of(() -> null, () -> {
                throw new IllegalStateException("thrown on purpose");
            });
            for (String method : List.of("attachment.attributes", "attachment.note")) {
                for (Callable<?> answer : answers) {
                    monitored.script.attaches();
                    monitored.script.answer(method, answer);
                    assertFails(monitored.engine.attach(ALICE, new Listener()), "'scripted'", "attach");
                }
                monitored.script.answer("attachment.attributes", Map::of);
            }
        }

        @Test
        @DisplayName("whose listener throws changes nothing for the engine")
        void listenerThrows() throws Exception {
            monitored.script.attaches();
            get(monitored.engine.attach(ALICE, new ThrowingListener()));
            AttachmentListener listener = monitored.script.listener();
            listener.messagesAvailable();
            assertThat(listener.moved()).isEmpty();
            listener.ended();
        }
    }

    @Nested
    @DisplayName("when it is closed")
    class Closing {

        @Test
        @DisplayName("what is in flight fails, and so does what comes later")
        void failsOperations() throws Exception {
            List<CompletionStage<?>> stages = new ArrayList<>();
            Map<String, Operation> byName = new LinkedHashMap<>();
            operations().stream()
                    .filter(operation -> !operation.name().startsWith("attachment."))
                    .forEach(operation -> byName.put(operation.name(), operation));
            for (Operation operation : byName.values()) {
                stages.add(call(operation, CompletableFuture::new));
            }
            monitored.engine.close();
            monitored.engine.close();
            for (CompletionStage<?> stage : stages) {
                assertFails(stage, "closed");
            }
            for (Operation operation : byName.values()) {
                assertFails(operation.call().on(monitored.engine), "closed");
            }
            assertThat(monitored.script.calls).filteredOn("close"::equals).hasSize(1);
        }

        @Test
        @DisplayName("nothing is reported any more")
        void reportsNothing() throws Exception {
            CompletableFuture<Change> fact = monitored.script.pending("subscribe");
            CompletionStage<Change> stage = monitored.engine.subscribe(ALICE, A);
            monitored.engine.close();
            fact.complete(Change.CHANGED);
            monitored.script.context().clientEnded(BOB, Set.of(A));
            monitored.awaitExecutor();
            assertFails(stage, "closed");
            assertThat(monitored.events.lines).isEmpty();
        }

        @Test
        @DisplayName("an operation whose event waits fails, and the event is not reported")
        void eventWaits() throws Exception {
            CountDownLatch inside = new CountDownLatch(1);
            CountDownLatch go = new CountDownLatch(1);
            monitored.engine.addInlineListener(new EventLog() {
                @Override
                void noted(String line) {
                    inside.countDown();
                    Monitored.await(go);
                }
            });
            monitored.script.completes("subscribe", Change.CHANGED);
            monitored.script.completes("unsubscribe", Change.CHANGED);
            CompletableFuture<CompletionStage<Change>> slow =
                    CompletableFuture.supplyAsync(() -> monitored.engine.subscribe(ALICE, A));
            Monitored.await(inside);
            CompletionStage<Change> waiting = monitored.engine.unsubscribe(ALICE, A);
            monitored.engine.close();
            go.countDown();
            assertFails(slow.get(20, SECONDS), "closed");
            assertFails(waiting, "closed");
            assertThat(monitored.events.lines).containsExactly("subscribe " + ALICE + " /a");
        }

        @Test
        @DisplayName("it may throw")
        void closeThrows() {
            monitored.script.answer("close", () -> {
                throw new IllegalStateException("thrown on purpose");
            });
            CompletionStage<Boolean> inFlight =
                    call(operations().get(2), CompletableFuture::new).thenApply(result -> true);
            monitored.engine.close();
            assertFails(inFlight, "closed");
        }
    }

    /** Says that it is no future. */
    private static final class UnhelpfulStage<T> extends CompletableFuture<T> {

        @Override
        public CompletableFuture<T> toCompletableFuture() {
            throw new UnsupportedOperationException("no future");
        }
    }

    private static class Listener implements AttachmentListener {

        @Override
        public void messagesAvailable() {}

        @Override
        public String moved() {
            return "";
        }

        @Override
        public void ended() {}
    }

    private static final class ThrowingListener implements AttachmentListener {

        @Override
        public void messagesAvailable() {
            throw new AssertionError("thrown on purpose");
        }

        @Override
        public String moved() {
            throw new AssertionError("thrown on purpose");
        }

        @Override
        public void ended() {
            throw new AssertionError("thrown on purpose");
        }
    }
}
