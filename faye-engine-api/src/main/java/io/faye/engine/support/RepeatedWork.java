package io.faye.engine.support;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work that is repeated on a thread of its own. A scheduler says when it is due, at a fixed rate, so that a test that
 * sets the clock forward passes every time at which the work is due.
 */
final class RepeatedWork {

    private static final Logger LOG = LoggerFactory.getLogger(RepeatedWork.class);

    private final Duration pause;
    private final Runnable work;
    private final Thread thread;
    private final Future<?> timer;
    private final Semaphore due = new Semaphore(0);
    private boolean failing;
    private volatile boolean stopped;

    RepeatedWork(ScheduledExecutorService scheduler, String name, Duration pause, Runnable work) {
        this.pause = pause;
        this.work = work;
        this.thread = new Thread(this::run, name);
        this.timer =
                scheduler.scheduleAtFixedRate(due::release, pause.toNanos(), pause.toNanos(), TimeUnit.NANOSECONDS);
    }

    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            for (due.acquire(); !stopped; due.acquire()) {
                due.drainPermits();
                runOnce();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void runOnce() {
        try {
            work.run();
            if (failing) {
                LOG.info("Repeated work of the engine succeeds again (thread={})", thread.getName());
            }
            failing = false;
        } catch (RuntimeException | Error e) {
            if (!failing && !stopped) {
                LOG.warn("Repeated work of the engine failed; trying again every {} (thread={})", pause, thread, e);
            }
            failing = true;
        }
    }

    /** Begins no further run. */
    void stop() {
        stopped = true;
        timer.cancel(false);
        due.release();
    }

    /** {@return the thread, which ends after {@link #stop} when the run in progress has ended} */
    Thread thread() {
        return thread;
    }
}
