package io.faye.server.session;

import io.faye.engine.Engine;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What the sessions of one server share. */
public final class SessionContext {

    private final Engine engine;
    private final DeliveryFilter filter;
    private final ScheduledExecutorService scheduler;
    private final BiConsumer<String, @Nullable Throwable> faults;
    private final DeliveryCounts counts;
    private final @Nullable DeliveryObserver observer;
    private final Advices advices;

    /**
     * Creates a context.
     *
     * @param engine keeps the sessions
     * @param filter is asked about every message on its way out
     * @param scheduler runs what is due later
     * @param faults is told what the engine failed to do, and why
     * @param counts counts what sessions are given
     * @param observer is told how long that takes; null if nobody measures
     * @param timeout how long connects are held at most
     */
    public SessionContext(
            Engine engine,
            DeliveryFilter filter,
            ScheduledExecutorService scheduler,
            BiConsumer<String, @Nullable Throwable> faults,
            DeliveryCounts counts,
            @Nullable DeliveryObserver observer,
            Duration timeout) {
        this.engine = engine;
        this.filter = filter;
        this.scheduler = scheduler;
        this.faults = faults;
        this.counts = counts;
        this.observer = observer;
        this.advices = Advices.of(timeout);
    }

    Engine engine() {
        return engine;
    }

    DeliveryFilter filter() {
        return filter;
    }

    DeliveryCounts counts() {
        return counts;
    }

    /** {@return where a new session keeps the times of its deliveries} */
    DeliveryTimes times() {
        return DeliveryTimes.of(observer);
    }

    Advices advices() {
        return advices;
    }

    /** The engine failed to do something. */
    void failed(String what, @Nullable Throwable fault) {
        faults.accept(what, fault);
    }

    /** Runs a task later, on the connection's own thread. */
    Future<?> later(Duration delay, ClientConnection connection, Runnable task) {
        return schedule(delay, () -> connection.later(task));
    }

    /** Runs a task later that does nothing but hand work to another thread. */
    Future<?> schedule(Duration delay, Runnable task) {
        return scheduler.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
    }
}
