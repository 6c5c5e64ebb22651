package io.faye.engine.memory;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.faye.engine.Engine;
import io.faye.engine.EngineContext;
import io.faye.engine.EngineListener;
import io.faye.engine.QueueLimits;
import io.faye.protocol.Channel;
import io.faye.protocol.ClientId;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.Consumer;

/** A memory engine, and a host that hears nothing but ends. */
final class TestHost implements EngineContext, EngineListener, AutoCloseable {

    private final Duration timeout;
    private final QueueLimits limits;
    private final Random random = new Random(42);
    private final ScheduledThreadPoolExecutor scheduler = new ScheduledThreadPoolExecutor(1);
    private final MemoryEngine engine;
    private volatile Consumer<ClientId> disconnected = client -> {};

    TestHost(Duration timeout, QueueLimits limits) {
        this.timeout = timeout;
        this.limits = limits;
        this.engine = new MemoryEngine(this);
    }

    Engine engine() {
        return engine;
    }

    boolean holdsNothing() {
        return engine.isEmpty();
    }

    void whenDisconnected(Consumer<ClientId> action) {
        disconnected = action;
    }

    static <T> T get(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(30, SECONDS);
        } catch (Exception e) {
            throw new AssertionError("The stage failed", e);
        }
    }

    ClientId client() {
        return get(engine.createClient(Map.of()));
    }

    void publish(String channel, Object data) {
        get(engine.publish(Message.to(Channel.of(channel)).with("data", Json.of(data))));
    }

    @Override
    public void messagesAvailable(ClientId client) {}

    @Override
    public void clientMoved(ClientId client) {}

    @Override
    public void clientClosed(ClientId client) {}

    @Override
    public void disconnect(ClientId client) {
        disconnected.accept(client);
    }

    @Override
    public EngineListener listener() {
        return this;
    }

    @Override
    public synchronized ClientId newClientId() {
        return ClientId.random(random);
    }

    @Override
    public Duration timeout() {
        return timeout;
    }

    @Override
    public Duration operationTimeout() {
        return Duration.ofSeconds(4);
    }

    @Override
    public QueueLimits queueLimits() {
        return limits;
    }

    @Override
    public InstantSource clock() {
        return InstantSource.system();
    }

    @Override
    public ScheduledExecutorService scheduler() {
        return scheduler;
    }

    @Override
    public void close() {
        engine.close();
        scheduler.shutdownNow();
    }
}
