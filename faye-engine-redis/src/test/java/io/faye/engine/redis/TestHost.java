package io.faye.engine.redis;

import io.faye.engine.EngineContext;
import io.faye.engine.EngineListener;
import io.faye.engine.QueueLimits;
import io.faye.protocol.ClientId;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;

/** A host that notes what it is told of sessions, and passes wake-ups on. */
final class TestHost implements EngineContext, EngineListener, AutoCloseable {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(2);
    private final Duration timeout;
    final Queue<String> heard = new ConcurrentLinkedQueue<>();
    volatile Consumer<ClientId> woken = client -> {};

    TestHost(Duration timeout) {
        this.timeout = timeout;
    }

    @Override
    public void messagesAvailable(ClientId client) {
        woken.accept(client);
    }

    @Override
    public void clientMoved(ClientId client) {
        heard.add("moved " + client);
    }

    @Override
    public void clientClosed(ClientId client) {
        heard.add("closed " + client);
    }

    @Override
    public EngineListener listener() {
        return this;
    }

    @Override
    public void disconnect(ClientId client) {
        heard.add("disconnect " + client);
    }

    @Override
    public ClientId newClientId() {
        return ClientId.random(RANDOM);
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
        return QueueLimits.DEFAULT;
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
        scheduler.shutdownNow();
    }
}
