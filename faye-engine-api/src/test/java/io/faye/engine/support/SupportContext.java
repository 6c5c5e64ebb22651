package io.faye.engine.support;

import io.faye.engine.EngineContext;
import io.faye.engine.EngineLimits;
import io.faye.engine.MemoryBudget;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A host whose clock stands still until told, while its scheduler runs. */
final class SupportContext implements EngineContext, InstantSource, AutoCloseable {

    /** What the host was told, as lines. */
    final Queue<String> told = new ConcurrentLinkedQueue<>();

    private final ScheduledThreadPoolExecutor scheduler = new ScheduledThreadPoolExecutor(1);
    private final AtomicLong millis = new AtomicLong(1_000_000);
    private final Semaphore looks = new Semaphore(0);
    private final Duration timeout;
    private final MemoryBudget memory = MemoryBudget.unlimited();
    private final Duration operationTimeout;

    SupportContext(Duration timeout, Duration operationTimeout) {
        this.timeout = timeout;
        this.operationTimeout = operationTimeout;
        scheduler.setRemoveOnCancelPolicy(true);
    }

    void advance(long by) {
        millis.addAndGet(by);
    }

    /** Waits until somebody has looked at the clock, come back to it, and so done all that the first look led to. */
    void awaitTwoLooks() throws InterruptedException {
        looks.drainPermits();
        if (!looks.tryAcquire(2, 10, TimeUnit.SECONDS)) {
            throw new AssertionError("Nobody looks at the clock");
        }
    }

    int scheduled() {
        return scheduler.getQueue().size();
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis());
    }

    @Override
    public long millis() {
        looks.release();
        return millis.get();
    }

    @Override
    public void clientEnded(ClientId client, Set<ChannelPattern> patterns) {
        told.add("ended " + client + " " + patterns);
    }

    @Override
    public Duration timeout() {
        return timeout;
    }

    @Override
    public Duration operationTimeout() {
        return operationTimeout;
    }

    @Override
    public EngineLimits limits() {
        return EngineLimits.DEFAULT;
    }

    @Override
    public MemoryBudget memoryBudget() {
        return memory;
    }

    @Override
    public InstantSource clock() {
        return this;
    }

    @Override
    public ScheduledThreadPoolExecutor scheduler() {
        return scheduler;
    }

    @Override
    public void close() {
        scheduler.shutdownNow();
    }
}
