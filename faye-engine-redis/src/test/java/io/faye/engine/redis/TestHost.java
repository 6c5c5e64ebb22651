package io.faye.engine.redis;

import io.faye.engine.EngineContext;
import io.faye.engine.EngineLimits;
import io.faye.engine.MemoryBudget;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** A host without {@code MonitoredEngine}, for parts of an engine; notes which sessions the engine has ended. */
public final class TestHost implements EngineContext, AutoCloseable {

    private final ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(2);
    private final Duration timeout;
    private final EngineLimits limits;
    private final MemoryBudget memory = MemoryBudget.unlimited();
    private volatile Optional<Instant> stoppedAt = Optional.empty();
    public final Queue<ClientId> ended = new ConcurrentLinkedQueue<>();

    public TestHost(Duration timeout) {
        this(timeout, EngineLimits.DEFAULT);
    }

    public TestHost(Duration timeout, EngineLimits limits) {
        this.timeout = timeout;
        this.limits = limits;
    }

    @Override
    public void clientEnded(ClientId client, Set<ChannelPattern> patterns) {
        ended.add(client);
    }

    @Override
    public Duration timeout() {
        return timeout;
    }

    @Override
    public Duration operationTimeout() {
        return Duration.ofSeconds(20);
    }

    @Override
    public EngineLimits limits() {
        return limits;
    }

    @Override
    public MemoryBudget memoryBudget() {
        return memory;
    }

    @Override
    public InstantSource clock() {
        return () -> stoppedAt.orElseGet(Instant::now);
    }

    /** From now on it is always now. */
    public void stopClock() {
        stoppedAt = Optional.of(Instant.now());
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
