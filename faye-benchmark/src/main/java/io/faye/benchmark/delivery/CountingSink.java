package io.faye.benchmark.delivery;

import io.faye.protocol.Message;
import io.faye.server.MessageSink;
import java.util.List;
import java.util.Queue;

/**
 * A streaming connection that takes everything, and counts. As over a network, a write completes after the call that
 * begins it: tasks and completions run when the benchmark runs them.
 */
final class CountingSink implements MessageSink {

    private final Queue<Runnable> tasks;
    private long delivered;

    CountingSink(Queue<Runnable> tasks) {
        this.tasks = tasks;
    }

    long delivered() {
        return delivered;
    }

    @Override
    public boolean isStreaming() {
        return true;
    }

    @Override
    public boolean isWritable() {
        return true;
    }

    @Override
    public void later(Runnable task) {
        tasks.add(task);
    }

    @Override
    public void deliver(List<Message> messages, Runnable written) {
        delivered += messages.size();
        tasks.add(written);
    }

    @Override
    public void close(CloseReason reason) {
        throw new IllegalStateException("The server closes the connection: " + reason);
    }
}
