package io.faye.engine.support;

import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks of one key one after another, in the order given, and those of others at the same time, on an executor.
 * After each task the executor may take another key's; a key without tasks costs nothing. Safe for any number of
 * threads.
 */
public final class KeyedLanes {

    private final Executor executor;
    /** What waits behind the task that was handed to the executor, for each key that has one. */
    private final Map<Object, Queue<Runnable>> waiting = new ConcurrentHashMap<>();

    /**
     * Makes free lanes.
     *
     * @param executor runs the tasks; it must not run them inside {@code execute}
     */
    public KeyedLanes(Executor executor) {
        this.executor = executor;
    }

    /**
     * Leaves a task to the executor; it runs after those given before for an equal key.
     *
     * @param key whose it is
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
