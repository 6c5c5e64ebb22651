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

/** Does something again and again, each time a pause after the last has ended, until it is closed. */
final class Recurring implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Recurring.class);

    private final ScheduledExecutorService scheduler;
    private final Duration pause;
    private final Supplier<? extends CompletionStage<?>> work;
    private @Nullable Future<?> next;
    private boolean failing;
    private boolean closed;

    Recurring(ScheduledExecutorService scheduler, Duration pause, Supplier<? extends CompletionStage<?>> work) {
        this.scheduler = scheduler;
        this.pause = pause;
        this.work = work;
    }

    /** Begins to wait for the next time. */
    synchronized void schedule() {
        if (closed) {
            return;
        }
        try {
            next = scheduler.schedule(this::run, pause.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            closed = true;
        }
    }

    private void run() {
        work.get().whenComplete((result, fault) -> {
            tell(fault);
            schedule();
        });
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
        if (next != null) {
            next.cancel(false);
        }
    }
}
