package io.faye.servlet;

import io.faye.protocol.concurrent.DaemonThreads;
import io.faye.protocol.concurrent.SerialExecutor;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The threads of one mount: they write what is delivered, and look once a second for what takes too long. */
final class MountThreads implements Executor, AutoCloseable {

    private static final long IDLE_SECONDS = 10;

    private final ThreadPoolExecutor pool;
    private final ScheduledThreadPoolExecutor timer;

    MountThreads() {
        int count = Math.max(2, Runtime.getRuntime().availableProcessors());
        pool = new ThreadPoolExecutor(
                count,
                count,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                DaemonThreads.numbered("faye-servlet"));
        pool.allowCoreThreadTimeOut(true);
        timer = new ScheduledThreadPoolExecutor(1, DaemonThreads.numbered("faye-servlet-timer"));
    }

    /** Runs a task soon; at once after the end, when connections are gone and only the rest of their work is done. */
    @Override
    public void execute(Runnable task) {
        try {
            pool.execute(task);
        } catch (RejectedExecutionException e) {
            task.run();
        }
    }

    /** {@return runs the tasks of one connection one at a time, in order} */
    SerialExecutor serial() {
        return new SerialExecutor(this, rejected -> {});
    }

    void everySecond(Runnable task) {
        timer.scheduleWithFixedDelay(task, 1, 1, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        timer.shutdownNow();
        pool.shutdown();
    }
}
