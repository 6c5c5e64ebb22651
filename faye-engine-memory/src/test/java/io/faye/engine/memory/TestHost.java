package io.faye.engine.memory;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.faye.engine.Attachment;
import io.faye.engine.AttachmentListener;
import io.faye.engine.Engine;
import io.faye.engine.EngineCapabilities;
import io.faye.engine.EngineContext;
import io.faye.engine.EngineLimits;
import io.faye.engine.EngineListener;
import io.faye.engine.EngineOptions;
import io.faye.engine.EngineProvider;
import io.faye.engine.MonitoredEngine;
import io.faye.engine.QueueLimits;
import io.faye.protocol.Channel;
import io.faye.protocol.ClientId;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.Consumer;

/** A memory engine with a host. */
final class TestHost implements AutoCloseable {

    private final Random random = new Random(42);
    private final ScheduledThreadPoolExecutor scheduler = new ScheduledThreadPoolExecutor(1);
    private final ExecutorService executor = Executors.newSingleThreadExecutor();
    private final CompletableFuture<MemoryEngine> memory = new CompletableFuture<>();
    private final MonitoredEngine engine;

    TestHost(Duration timeout, QueueLimits limits) {
        engine = MonitoredEngine.builder(new CapturingProvider())
                .timeout(timeout)
                .limits(EngineLimits.DEFAULT.withQueue(limits))
                .build(scheduler, executor);
    }

    Engine engine() {
        return engine;
    }

    boolean holdsNothing() {
        return memory.join().isEmpty();
    }

    void whenDisconnected(Consumer<ClientId> action) {
        engine.addInlineListener(new EngineListener() {
            @Override
            public void disconnect(ClientId client) {
                action.accept(client);
            }
        });
    }

    static <T> T get(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(30, SECONDS);
        } catch (Exception e) {
            throw new AssertionError("The stage failed", e);
        }
    }

    synchronized ClientId client() {
        ClientId client = ClientId.random(random);
        get(engine.createClient(client, Map.of()));
        return client;
    }

    Attachment attach(ClientId client) {
        return get(engine.attach(client, new Unconcerned())).orElseThrow();
    }

    void publish(String channel, Object data) {
        get(engine.publish(Message.to(Channel.of(channel)).with("data", Json.of(data))));
    }

    @Override
    public void close() {
        engine.close();
        scheduler.shutdownNow();
        executor.shutdownNow();
    }

    private final class CapturingProvider implements EngineProvider {

        @Override
        public String name() {
            return "memory";
        }

        @Override
        public EngineCapabilities capabilities() {
            return EngineCapabilities.builder().build();
        }

        @Override
        public Engine create(EngineContext context, EngineOptions options) {
            MemoryEngine created = new MemoryEngine(context);
            memory.complete(created);
            return created;
        }
    }

    private static final class Unconcerned implements AttachmentListener {

        @Override
        public void messagesAvailable() {}

        @Override
        public String moved() {
            return "";
        }

        @Override
        public void ended() {}
    }
}
