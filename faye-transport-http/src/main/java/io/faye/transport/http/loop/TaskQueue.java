package io.faye.transport.http.loop;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** Tasks that other threads give to one loop. They wake the loop once, until it takes them. */
final class TaskQueue {

    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private boolean wakened;

    /** {@return whether the loop has to be woken for this task} */
    synchronized boolean add(Runnable task) {
        tasks.add(task);
        boolean wakes = !wakened;
        wakened = true;
        return wakes;
    }

    /** {@return the next task, null if there is none} For a loop that has ended. */
    synchronized @Nullable Runnable poll() {
        Runnable next = tasks.poll();
        wakened = next != null;
        return next;
    }

    /** Moves the tasks brought since the last call to a queue, in order. */
    synchronized void moveTo(Queue<Runnable> queue) {
        queue.addAll(tasks);
        tasks.clear();
        wakened = false;
    }
}
