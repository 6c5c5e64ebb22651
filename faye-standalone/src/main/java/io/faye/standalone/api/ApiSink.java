package io.faye.standalone.api;

import io.faye.protocol.Message;
import io.faye.server.MessageSink;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** The connection of a program's request, as the server sees it: it only takes replies. */
record ApiSink(Executor threads) implements MessageSink {

    @Override
    public boolean isStreaming() {
        return false;
    }

    @Override
    public boolean isWritable() {
        return true;
    }

    /** A task is run in any case: if there are too many, by the thread that brings it. */
    @Override
    public void later(Runnable task) {
        try {
            threads.execute(task);
        } catch (RejectedExecutionException e) {
            task.run();
        }
    }

    @Override
    public void deliver(List<Message> messages, Runnable written) {
        throw new UnsupportedOperationException("A program that publishes has no session");
    }

    @Override
    public void close(CloseReason reason) {}
}
