package io.faye.servlet;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads of one mount: they write what is delivered, and look once a second for what takes too long. */
final class Workers implements Executor, AutoCloseable {

    private static final long IDLE_SECONDS = 10;

    private final ThreadPoolExecutor pool;
    private final ScheduledThreadPoolExecutor timer;

    Workers() {
        int count = Math.max(2, Runtime.getRuntime().availableProcessors());
        pool = new ThreadPoolExecutor(
                count, count, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads("faye-servlet-"));
        pool.allowCoreThreadTimeOut(true);
        timer = new ScheduledThreadPoolExecutor(1, threads("faye-servlet-timer-"));
    }

    private static ThreadFactory threads(String name) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
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

    void everySecond(Runnable task) {
        timer.scheduleWithFixedDelay(task, 1, 1, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        timer.shutdownNow();
        pool.shutdown();
    }
}
