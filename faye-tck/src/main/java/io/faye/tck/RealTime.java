package io.faye.tck;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.locks.LockSupport;

/** The machine's time, for an engine with a clock of its own. */
final class RealTime implements Time {

    private final ScheduledThreadPoolExecutor scheduler =
            new ScheduledThreadPoolExecutor(1, task -> new Thread(task, "tck-time"));
    private final Instant beginning = Instant.now();
    private final long nanos = System.nanoTime();

    RealTime() {
        scheduler.setRemoveOnCancelPolicy(true);
    }

    @Override
    public Duration now() {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    @Override
    public void pass(Duration by) {
        Duration end = now().plus(by);
        for (Duration left = by; !left.isNegative() && !left.isZero(); left = end.minus(now())) {
            LockSupport.parkNanos(left.toNanos());
            Check.that(!Thread.currentThread().isInterrupted(), "The test took too long");
        }
    }

    @Override
    public InstantSource clock() {
        return () -> beginning.plus(now());
    }

    @Override
    public ScheduledExecutorService scheduler() {
        return scheduler;
    }

    @Override
    public int scheduled() {
        return scheduler.getQueue().size();
    }

    @Override
    public void close() {
        scheduler.shutdownNow();
    }
}
