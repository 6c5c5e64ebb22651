package io.faye.engine.redis;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** What waits to be sent: bounded, so that a slow Redis slows its users and fills no memory. */
final class CommandQueue {

    private static final int MOST_WAITING = 20_000;
    private static final long MOST_BYTES = 64L << 20;
    private static final int LARGEST_BATCH = 1_000;
    private static final long LONGEST_BATCH_BYTES = 4L << 20;

    private final Deque<Command> waiting = new ArrayDeque<>();
    private long bytes;
    private boolean closed;

    /** {@return whether there was room} */
    synchronized boolean offer(Command command) {
        if (closed || waiting.size() >= MOST_WAITING || bytes > MOST_BYTES) {
            return false;
        }
        waiting.addLast(command);
        bytes += command.bytes();
        notifyAll();
        return true;
    }

    /** Puts back what was taken and not done, in front of all others. */
    synchronized void putBack(List<Command> commands) {
        for (int i = commands.size() - 1; i >= 0; i--) {
            waiting.addFirst(commands.get(i));
            bytes += commands.get(i).bytes();
        }
    }

    /** Waits until there is something, or the queue is closed. */
    synchronized void await() throws InterruptedException {
        while (waiting.isEmpty() && !closed) {
            wait();
        }
    }

    /** {@return what goes out together; nothing if nothing waits} */
    synchronized List<Command> take() {
        List<Command> batch = new ArrayList<>();
        long length = 0;
        while (!waiting.isEmpty() && batch.size() < LARGEST_BATCH && length < LONGEST_BATCH_BYTES) {
            Command next = waiting.removeFirst();
            length += next.bytes();
            batch.add(next);
        }
        bytes -= length;
        return batch;
    }

    /** {@return what will never be sent} */
    synchronized List<Command> close() {
        closed = true;
        List<Command> left = new ArrayList<>(waiting);
        waiting.clear();
        notifyAll();
        return left;
    }
}
