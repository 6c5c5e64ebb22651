package io.faye.engine.support;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does something again and again until it is closed, never twice at once. It is due at a fixed pace, so that whoever
 * turns the scheduler's time by hand turns past every time; what takes longer than the pause is done once more at once.
 */
final class Recurring implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Recurring.class);

    private final ScheduledExecutorService scheduler;
    private final Duration pause;
    private final Supplier<? extends CompletionStage<?>> work;
    private @Nullable Future<?> pace;
    private boolean busy;
    private boolean dueAgain;
    private boolean failing;
    private boolean closed;

    Recurring(ScheduledExecutorService scheduler, Duration pause, Supplier<? extends CompletionStage<?>> work) {
        this.scheduler = scheduler;
        this.pause = pause;
        this.work = work;
    }

    /** Begins to wait for the first time. */
    synchronized void schedule() {
        if (closed) {
            return;
        }
        try {
            pace = scheduler.scheduleAtFixedRate(this::due, pause.toNanos(), pause.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            closed = true;
        }
    }

    private void due() {
        if (begins()) {
            run();
        }
    }

    private synchronized boolean begins() {
        dueAgain = busy;
        boolean begins = !busy && !closed;
        busy |= begins;
        return begins;
    }

    private void run() {
        work.get().whenComplete((result, fault) -> {
            tell(fault);
            if (goesOn()) {
                run();
            }
        });
    }

    private synchronized boolean goesOn() {
        busy = dueAgain && !closed;
        dueAgain = false;
        return busy;
    }

    /** Says when it begins to fail and when that is over: in between there would be a line for each time. */
    private synchronized void tell(@Nullable Throwable fault) {
        if (closed) {
            return;
        }
        if (fault != null && !failing) {
            LOG.warn("What the engine does by itself fails; it is tried again every {}", pause, fault);
        } else if (fault == null && failing) {
            LOG.info("What the engine does by itself works again");
        }
        failing = fault != null;
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (pace != null) {
            pace.cancel(false);
        }
    }
}
