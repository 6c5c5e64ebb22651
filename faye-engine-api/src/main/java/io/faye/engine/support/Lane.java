package io.faye.engine.support;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks one at a time, in the order given, on the threads that bring them: whoever finds the lane free runs his
 * task, and those that others bring meanwhile. No lock is held while a task runs, so it may call anything, also bring
 * more tasks, which then run after it. An idle lane costs a few bytes and no thread.
 */
public final class Lane implements Executor {

    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

    private boolean busy;
    private @Nullable Queue<Runnable> waiting;

    /** Makes a free lane. */
    public Lane() {}

    /**
     * Runs a task now if the lane is free, otherwise leaves it to the thread that is in the lane.
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
