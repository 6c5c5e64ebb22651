package io.faye.engine;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faye.protocol.Channel;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** A monitored engine for one test, whose engine answers as the test says. */
final class Monitored implements AutoCloseable {

    static final ClientId ALICE = ClientId.random(new Random(1));
    static final ClientId BOB = ClientId.random(new Random(2));
    static final ClientId CAROL = ClientId.random(new Random(3));
    static final ChannelPattern A = ChannelPattern.of("/a");
    static final ChannelPattern B = ChannelPattern.of("/b");
    static final String EXECUTOR = "monitored-executor";

    final ScriptedEngine script = new ScriptedEngine();
    final EventLog events = new EventLog();
    final MonitoredEngine engine;
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService executor = Executors.newSingleThreadExecutor(task -> new Thread(task, EXECUTOR));

    private Monitored(Duration operationTimeout) {
        engine = MonitoredEngine.builder(script)
                .operationTimeout(operationTimeout)
                .build(scheduler, executor);
        engine.addInlineListener(events);
    }

    /** {@return one whose operations do not time out during a test} */
    static Monitored patient() {
        return new Monitored(Duration.ofMinutes(5));
    }

    /** {@return one whose operations time out soon} */
    static Monitored impatient() {
        return new Monitored(Duration.ofMillis(50));
    }

    static Message message(String data) {
        return Message.to(Channel.of("/a")).with(Message.Field.DATA, Json.of(data));
    }

    static Message messageOf(ClientId publisher, String data) {
        return message(data).with("clientId", publisher.toJson());
    }

    static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(20, SECONDS);
    }

    static void assertFails(CompletionStage<?> stage, String... reasons) {
        assertThatThrownBy(() -> get(stage))
                .cause()
                .isInstanceOf(EngineException.class)
                .satisfies(fault -> assertThat(fault.getMessage()).contains(reasons));
    }

    static void assertPending(CompletionStage<?> stage) {
        assertThat(stage.toCompletableFuture()).isNotDone();
    }

    static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError("Interrupted", e);
        }
    }

    /** Waits until the executor has done what it was given before. */
    void awaitExecutor() {
        CountDownLatch done = new CountDownLatch(1);
        executor.execute(done::countDown);
        await(done);
    }

    /** {@return what the executor did not begin before the latch opens} */
    CompletableFuture<Void> blockExecutor(CountDownLatch latch) {
        return CompletableFuture.runAsync(() -> await(latch), executor);
    }

    @Override
    public void close() {
        engine.close();
        scheduler.shutdownNow();
        executor.shutdownNow();
    }
}
