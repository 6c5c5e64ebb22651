package io.faye.engine.support;

import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Runs the tasks of each key one at a time, in the order of the calls, on an executor; tasks of different keys may run at the
 * same time. After each task the executor may run a task of another key. A key without tasks takes no memory. Safe for
 * threads.
 */
public final class KeyedSerialExecutor {

    private final Executor executor;
    /** The tasks after the one that the executor has, for each key that has one. */
    private final Map<Object, Queue<Runnable>> waiting = new ConcurrentHashMap<>();

    /**
     * Creates an executor without tasks.
     *
     * @param executor runs the tasks; it must not run them inside {@code execute}
     */
    public KeyedSerialExecutor(Executor executor) {
        this.executor = executor;
    }

    /**
     * Adds a task; it runs after the tasks that were added before for an equal key.
     *
     * @param key the key
     * @param task what to run
     */
    public void execute(Object key, Runnable task) {
        waiting.compute(key, (same, queue) -> append(key, queue, task));
    }

    private Queue<Runnable> append(Object key, @Nullable Queue<Runnable> queue, Runnable task) {
        if (queue == null) {
            executor.execute(() -> run(key, task));
            return new ArrayDeque<>(2);
        }
        queue.add(task);
        return queue;
    }

    private void run(Object key, Runnable task) {
        try {
            task.run();
        } finally {
            waiting.computeIfPresent(key, (same, queue) -> next(key, queue));
        }
    }

    private @Nullable Queue<Runnable> next(Object key, Queue<Runnable> queue) {
        Runnable next = queue.poll();
        if (next == null) {
            return null;
        }
        executor.execute(() -> run(key, next));
        return queue;
    }
}
