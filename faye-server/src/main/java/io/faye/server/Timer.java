package io.faye.server;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs tasks later. The timer's own thread only hands them over to an executor. */
final class Timer {

    private static final Logger LOG = LoggerFactory.getLogger(Timer.class);

    private final ScheduledExecutorService scheduler;

    Timer(ScheduledExecutorService scheduler) {
        this.scheduler = scheduler;
    }

    /** Runs a task on an executor. {@return false if it never will, because the server is closed} */
    boolean schedule(Executor executor, Duration delay, Runnable task) {
        try {
            scheduler.schedule(() -> handOver(executor, task), delay.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    private static void handOver(Executor executor, Runnable task) {
        try {
            executor.execute(task);
        } catch (RejectedExecutionException e) {
            LOG.debug("The server is closed; a task that was to run later is dropped");
        }
    }
}
