package io.faye.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

/** Builds a {@link MonitoredEngine}. Not safe for threads. */
public final class MonitoredEngineBuilder {

    final EngineProvider provider;
    EngineOptions options = EngineOptions.none();
    Duration timeout = Duration.ofSeconds(45);
    Duration operationTimeout = Duration.ofSeconds(4);
    EngineLimits limits = EngineLimits.DEFAULT;
    long maxMemory = MemoryBudget.defaultLimit();
    InstantSource clock = monotonicClock();
    EngineObserver observer = EngineObserver.NONE;

    MonitoredEngineBuilder(EngineProvider provider) {
        this.provider = provider;
    }

    /** {@return a clock that starts with the machine's time and does not jump when that is set} */
    private static InstantSource monotonicClock() {
        Instant start = Instant.now();
        long startNanos = System.nanoTime();
        return () -> start.plusNanos(System.nanoTime() - startNanos);
    }

    /**
     * Sets the engine's options.
     *
     * @param chosen none unless set
     * @return this
     */
    public MonitoredEngineBuilder options(EngineOptions chosen) {
        options = chosen;
        return this;
    }

    /**
     * Sets how long the server holds a connect; sessions expire after twice that without a ping.
     *
     * @param time 45 s unless set
     * @return this
     */
    public MonitoredEngineBuilder timeout(Duration time) {
        timeout = time;
        return this;
    }

    /**
     * Sets how long an operation may take before it fails.
     *
     * @param time 4 s unless set: Faye's clients give up after 6 s, CometD's after 10 s
     * @return this
     */
    public MonitoredEngineBuilder operationTimeout(Duration time) {
        operationTimeout = time;
        return this;
    }

    /**
     * Sets the limits that the engine enforces.
     *
     * @param chosen {@link EngineLimits#DEFAULT} unless set
     * @return this
     */
    public MonitoredEngineBuilder limits(EngineLimits chosen) {
        limits = chosen;
        return this;
    }

    /**
     * Sets the limit of the memory budget, in which the engine counts its queues.
     *
     * @param bytes {@link MemoryBudget#defaultLimit()} unless set; {@link Long#MAX_VALUE} for no limit
     * @return this
     */
    public MonitoredEngineBuilder maxMemory(long bytes) {
        maxMemory = bytes;
        return this;
    }

    /**
     * Sets the clock by which sessions expire, if the engine has none of its own.
     *
     * @param chosen the machine's monotonic time unless set
     * @return this
     */
    public MonitoredEngineBuilder clock(InstantSource chosen) {
        clock = chosen;
        return this;
    }

    /**
     * Sets who is told of each operation and its time.
     *
     * @param chosen nobody unless set
     * @return this
     */
    public MonitoredEngineBuilder observer(EngineObserver chosen) {
        observer = chosen;
        return this;
    }

    /**
     * Creates the engine.
     *
     * @param scheduler runs what is due later; lent, the caller shuts it down after the engine is closed
     * @param executor runs the listeners and whatever times out; lent likewise
     * @return the engine; the caller closes it
     * @throws EngineException if an option is unknown or malformed, or the engine cannot work
     */
    public MonitoredEngine build(ScheduledExecutorService scheduler, Executor executor) {
        return build(scheduler, executor, executor);
    }

    /**
     * Creates the engine, with an executor of their own for listeners, so that slow ones delay nothing else.
     *
     * @param scheduler runs what is due later; lent, the caller shuts it down after the engine is closed
     * @param executor runs what times out, and announces the ends of sessions; lent likewise
     * @param listenerExecutor runs the listeners; lent likewise
     * @return the engine; the caller closes it
     * @throws EngineException if an option is unknown or malformed, or the engine cannot work
     */
    public MonitoredEngine build(ScheduledExecutorService scheduler, Executor executor, Executor listenerExecutor) {
        return new MonitoredEngine(this, scheduler, executor, listenerExecutor);
    }
}
