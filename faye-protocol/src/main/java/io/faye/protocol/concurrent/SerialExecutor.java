package io.faye.protocol.concurrent;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks one at a time, in the order of the calls, on a thread of a pool while there are any. What a task throws is
 * logged, and the next one runs. An idle executor takes a few bytes and no thread. Safe for threads.
 */
public final class SerialExecutor implements Executor {

    private static final Logger LOG = LoggerFactory.getLogger(SerialExecutor.class);

    private final Executor pool;
    private final Consumer<RejectedExecutionException> rejected;
    private final Queue<Runnable> waiting = new ArrayDeque<>(2);
    private boolean running;

    /**
     * Creates an idle executor.
     *
     * @param pool runs the tasks
     * @param rejected is told if the pool is shut down; then the tasks that wait never run
     */
    public SerialExecutor(Executor pool, Consumer<RejectedExecutionException> rejected) {
        this.pool = pool;
        this.rejected = rejected;
    }

    /**
     * Runs a task after those given before.
     *
     * @param task what to run
     */
    @Override
    public void execute(Runnable task) {
        synchronized (this) {
            waiting.add(task);
            if (running) {
                return;
            }
            running = true;
        }
        try {
            pool.execute(this::run);
        } catch (RejectedExecutionException e) {
            rejected.accept(e);
        }
    }

    private void run() {
        for (Runnable task = next(); task != null; task = next()) {
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                LOG.error("Task failed; continuing with the next", e);
            }
        }
    }

    private synchronized @Nullable Runnable next() {
        Runnable next = waiting.poll();
        running = next != null;
        return next;
    }
}
