package io.faye.server;

import io.faye.protocol.Message;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A local client's end: hands messages to handlers, one at a time, on the threads of an executor. */
final class InProcessSink implements MessageSink {

    private static final int ENOUGH = 16;

    private final Executor executor;
    private final Consumer<Message> handler;
    private final Consumer<CloseReason> closed;
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private boolean busy;
    private int undelivered;
    private @Nullable Peer peer;

    InProcessSink(Executor executor, Consumer<Message> handler, Consumer<CloseReason> closed) {
        this.executor = executor;
        this.handler = handler;
        this.closed = closed;
    }

    synchronized void belongsTo(Peer made) {
        peer = made;
    }

    @Override
    public boolean isStreaming() {
        return true;
    }

    @Override
    public synchronized boolean isWritable() {
        return undelivered < ENOUGH;
    }

    @Override
    public void later(Runnable task) {
        synchronized (this) {
            tasks.add(task);
            if (busy) {
                return;
            }
            busy = true;
        }
        executor.execute(this::runAll);
    }

    private void runAll() {
        for (Runnable task = next(); task != null; task = next()) {
            task.run();
        }
    }

    private synchronized @Nullable Runnable next() {
        Runnable next = tasks.poll();
        busy = next != null;
        return next;
    }

    @Override
    public void deliver(List<Message> messages, Runnable written) {
        synchronized (this) {
            undelivered++;
        }
        later(() -> {
            messages.forEach(handler);
            written.run();
            handled();
        });
    }

    private void handled() {
        Peer waiting;
        synchronized (this) {
            waiting = undelivered == ENOUGH ? peer : null;
            undelivered--;
        }
        if (waiting != null) {
            waiting.writable();
        }
    }

    @Override
    public void close(CloseReason reason) {
        later(() -> closed.accept(reason));
    }
}
