package io.faye.engine;

import static io.faye.engine.Monitored.A;
import static io.faye.engine.Monitored.ALICE;
import static io.faye.engine.Monitored.B;
import static io.faye.engine.Monitored.BOB;
import static io.faye.engine.Monitored.CAROL;
import static io.faye.engine.Monitored.get;
import static io.faye.engine.Monitored.message;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A monitored engine, for those who watch it,")
class EngineObservationTest implements EngineObserver {

    private final ScriptedEngine script = new ScriptedEngine();
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService executor = Executors.newSingleThreadExecutor();
    private final Queue<String> observed = new ConcurrentLinkedQueue<>();
    private final Queue<Long> times = new ConcurrentLinkedQueue<>();
    private MonitoredEngine engine;

    @BeforeEach
    void start() {
        engine = MonitoredEngine.builder(script).observer(this).build(scheduler, executor);
    }

    @AfterEach
    void stop() {
        engine.close();
        scheduler.shutdownNow();
        executor.shutdownNow();
    }

    @Override
    public void completed(String operation, Outcome outcome, long nanos) {
        observed.add(operation + " " + outcome);
        times.add(nanos);
    }

    @Test
    @DisplayName("tells each operation once, with its outcome and its time")
    void tellsOperations() throws Exception {
        script.completes("createClient", null);
        script.completes("publish", true);
        script.completes("attributes", Optional.of(Map.of()));
        script.completes("health", null);
        get(engine.createClient(ALICE, Map.of()));
        get(engine.publish(message("1")));
        get(engine.attributes(ALICE));
        get(engine.health());

        assertThat(observed)
                .containsExactly(
                        "createClient SUCCEEDED", "publish SUCCEEDED", "attributes SUCCEEDED", "health SUCCEEDED");
        assertThat(times).allSatisfy(nanos -> assertThat(nanos).isNotNegative());
    }

    @Test
    @DisplayName("tells an operation when it is complete, and not before")
    void tellsAtTheEnd() throws Exception {
        CompletableFuture<Boolean> pending = script.pending("publish");
        CompletableFuture<Boolean> published = engine.publish(message("1")).toCompletableFuture();
        assertThat(observed).isEmpty();

        pending.complete(true);

        get(published);
        assertThat(observed).containsExactly("publish SUCCEEDED");
    }

    @Test
    @DisplayName("tells failures from refusals at a limit")
    void tellsFailures() {
        CompletableFuture<Void> limit = script.pending("createClient");
        limit.completeExceptionally(new LimitReachedException("full"));
        script.answer("publish", () -> {
            throw new IllegalStateException("broken");
        });
        CompletableFuture<Void> created = engine.createClient(ALICE, Map.of()).toCompletableFuture();
        CompletableFuture<Boolean> published = engine.publish(message("1")).toCompletableFuture();

        assertThat(created).isCompletedExceptionally();
        assertThat(published).isCompletedExceptionally();
        assertThat(observed).containsExactly("createClient REFUSED", "publish FAILED");
    }

    @Test
    @DisplayName("tells an operation once that waits for another one of its session")
    void tellsWaitingOperations() throws Exception {
        CompletableFuture<Change> first = script.pending("subscribe");
        script.completes("ping", true);
        CompletableFuture<Change> subscribed = engine.subscribe(ALICE, A).toCompletableFuture();
        CompletableFuture<Boolean> pinged = engine.ping(ALICE).toCompletableFuture();

        first.complete(Change.CHANGED);

        get(subscribed);
        get(pinged);
        assertThat(observed).containsExactlyInAnyOrder("subscribe SUCCEEDED", "ping SUCCEEDED");
    }

    @Test
    @DisplayName("counts sessions and subscriptions that begin and end, by who ends them")
    void countsEvents() throws Exception {
        script.completes("createClient", null);
        script.completes("subscribe", Change.CHANGED);
        script.completes("unsubscribe", Change.CHANGED);
        get(engine.createClient(ALICE, Map.of()));
        get(engine.createClient(BOB, Map.of()));
        get(engine.createClient(CAROL, Map.of()));
        get(engine.subscribe(ALICE, A));
        get(engine.subscribe(ALICE, B));
        get(engine.subscribe(BOB, A));
        get(engine.unsubscribe(BOB, A));
        script.completes("subscribe", Change.UNCHANGED);
        get(engine.subscribe(ALICE, A));

        EngineStatistics statistics = engine.statistics();
        assertThat(statistics.sessionsBegun()).isEqualTo(3);
        assertThat(statistics.subscriptionsBegun()).isEqualTo(3);
        assertThat(statistics.subscriptionsEnded()).isOne();

        script.completes("destroyClient", Optional.of(Set.of(A, B)));
        get(engine.destroyClient(ALICE));
        script.completes("destroyClient", Optional.empty());
        get(engine.destroyClient(ALICE));
        script.context().clientEnded(BOB, Set.of());
        script.context().clientEnded(CAROL, Set.of(), EndReason.EXPIRED);
        executor.submit(() -> {}).get();

        assertThat(statistics.sessionsEnded(EndReason.REQUEST)).isOne();
        assertThat(statistics.sessionsEnded(EndReason.ENGINE)).isOne();
        assertThat(statistics.sessionsEnded(EndReason.EXPIRED)).isOne();
        assertThat(statistics.sessionsEnded(EndReason.OVERFLOWED)).isZero();
        assertThat(statistics.subscriptionsEnded()).isEqualTo(3);
    }
}
