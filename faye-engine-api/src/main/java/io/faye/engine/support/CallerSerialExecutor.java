package io.faye.engine.support;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks one at a time, in the order of the calls, on the calling threads: a thread that finds the executor idle runs its
 * task, and the tasks that other threads add meanwhile. No lock is held while a task runs, so a task may call anything. A
 * task that is added by a task runs after it. An idle executor takes a few bytes and no thread. Safe for threads.
 */
public final class CallerSerialExecutor implements Executor {

    private static final Logger LOG = LoggerFactory.getLogger(CallerSerialExecutor.class);

    private boolean busy;
    private @Nullable Queue<Runnable> waiting;

    /** Creates an idle executor. */
    public CallerSerialExecutor() {}

    /**
     * Runs a task now if the executor is idle, otherwise leaves it to the thread that runs tasks.
     *
     * @param task what to run; what it throws is logged
     */
    @Override
    public void execute(Runnable task) {
        synchronized (this) {
            if (busy) {
                if (waiting == null) {
                    waiting = new ArrayDeque<>(2);
                }
                waiting.add(task);
                return;
            }
            busy = true;
        }
        for (Runnable next = task; next != null; next = next()) {
            run(next);
        }
    }

    private synchronized @Nullable Runnable next() {
        Runnable next = waiting == null ? null : waiting.poll();
        if (next == null) {
            busy = false;
            waiting = null;
        }
        return next;
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            LOG.error("A task failed; those behind it go on", e);
        }
    }
}
