package io.faye.servlet;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the tasks of one connection one at a time, in order, on a thread of a pool while there are any. */
final class TaskLane implements Executor {

    private static final Logger LOG = LoggerFactory.getLogger(TaskLane.class);

    private final Executor pool;
    private final Queue<Runnable> waiting = new ArrayDeque<>(2);
    private boolean running;

    TaskLane(Executor pool) {
        this.pool = pool;
    }

    @Override
    public void execute(Runnable task) {
        synchronized (this) {
            waiting.add(task);
            if (running) {
                return;
            }
            running = true;
        }
        pool.execute(this::run);
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
