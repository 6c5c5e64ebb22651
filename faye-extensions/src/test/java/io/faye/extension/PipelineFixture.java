package io.faye.extension;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.protocol.BayeuxError;
import io.faye.protocol.Channel;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** A pipeline, the timer it needs, and short words for what tests do with it. */
abstract class PipelineFixture {

    static final Message MESSAGE = Message.to(Channel.of("/chat")).with("data", Json.of("hello"));
    static final BayeuxError FORBIDDEN = BayeuxError.forbiddenChannel("/chat");
    static final Verdict FAILED = Verdict.refuse(BayeuxError.internal());

    final EmptyService service = new EmptyService();
    final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, named("test-timer"));
    final ExecutorService executor = Executors.newSingleThreadExecutor(named("test-extension"));
    final ExtensionPipeline pipeline = new ExtensionPipeline(timer, executor, Duration.ofSeconds(30));

    @AfterEach
    void stopThreads() throws InterruptedException {
        timer.shutdownNow();
        executor.shutdown();
        assertThat(timer.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        assertThat(executor.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    private static ThreadFactory named(String name) {
        return task -> new Thread(task, name);
    }

    /** What an extension does with a message; null is what badly written ones return. */
    @FunctionalInterface
    interface Behaviour {
        @Nullable
        Verdict verdict(Message message);
    }

    void add(Way way, Behaviour behaviour) {
        pipeline.add(way.extension((message, exchange) -> behaviour.verdict(message)), service);
    }

    Message passed(Way way) {
        return ((Verdict.Pass) settled(way.through(pipeline, MESSAGE, service))).message();
    }

    Verdict later(Verdict verdict) {
        return Verdict.when(CompletableFuture.supplyAsync(() -> verdict));
    }

    static Message append(Message message, String word) {
        String text = message.data().flatMap(Json::asString).orElseThrow();
        return message.with("data", Json.of(text + " " + word));
    }

    static Verdict settled(Verdict verdict) {
        return verdict instanceof Verdict.When when
                ? when.later()
                        .toCompletableFuture()
                        .orTimeout(10, TimeUnit.SECONDS)
                        .join()
                : verdict;
    }
}
