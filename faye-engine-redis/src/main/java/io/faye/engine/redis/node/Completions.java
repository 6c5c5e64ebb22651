package io.faye.engine.redis.node;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs what the host does when operations complete. One thread does it as long as each task returns quickly, so that few
 * threads are woken; if a task does not return, {@link #unblock} has another thread go on with the tasks after it.
 */
final class Completions implements Executor {

    private static final Logger LOG = LoggerFactory.getLogger(Completions.class);

    private final Executor threads;
    private final int mostThreads;
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicLong begun = new AtomicLong();
    private long seen;

    Completions(Executor threads, int mostThreads) {
        this.threads = threads;
        this.mostThreads = mostThreads;
    }

    @Override
    public void execute(Runnable task) {
        waiting.add(task);
        startIf(0);
    }

    /** Starts another thread if no task was begun since the last call, though some wait. */
    synchronized void unblock() {
        long now = begun.get();
        int threadsNow = running.get();
        if (now == seen && threadsNow < mostThreads) {
            startIf(threadsNow);
        }
        seen = now;
    }

    private void startIf(int expected) {
        if (!waiting.isEmpty() && running.get() == expected && running.compareAndSet(expected, expected + 1)) {
            threads.execute(this::run);
        }
    }

    private void run() {
        for (Runnable task = waiting.poll(); task != null; task = waiting.poll()) {
            begun.lazySet(begun.get() + 1);
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                LOG.error("Completion failed; continuing", e);
            }
        }
        running.decrementAndGet();
        startIf(0);
    }
}
