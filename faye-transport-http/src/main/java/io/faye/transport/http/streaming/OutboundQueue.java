package io.faye.transport.http.streaming;

import io.faye.server.ReplyReceiver;
import io.faye.transport.http.connection.Connection;
import io.faye.transport.http.connection.ContentWriter;
import io.faye.transport.http.connection.WritePromise;
import io.faye.transport.http.content.Content;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be written to a WebSocket or an event stream: long contents, and those after them. Belongs to the connection's
 * thread.
 */
final class OutboundQueue {

    private final Connection connection;
    private final Queue<Waiting> waiting = new ArrayDeque<>(2);
    private @Nullable ContentWriter writing;
    private long memory;

    OutboundQueue(Connection connection) {
        this.connection = connection;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    int size() {
        return waiting.size();
    }

    /** {@return how many bytes are kept in memory} */
    long memory() {
        return memory;
    }

    /**
     * Adds a content behind those that wait.
     *
     * @param written runs when the operating system has taken all of it
     */
    void add(Content content, Runnable written) {
        waiting.add(new Waiting(content, written));
        memory += content.memory();
    }

    /** Writes what the connection takes now. */
    void writeMore() {
        Waiting next = waiting.peek();
        while (next != null && connection.channel().isActive() && write(next)) {
            waiting.remove();
            memory -= next.content.memory();
            next = waiting.peek();
        }
    }

    private boolean write(Waiting next) {
        ContentWriter writer = writing == null ? begin(next) : writing;
        boolean whole = writer.writeMore();
        writing = whole ? null : writer;
        return whole;
    }

    private ContentWriter begin(Waiting next) {
        return new ContentWriter(
                connection,
                next.content,
                WritePromise.of(connection.channel(), next.written),
                ReplyReceiver.UNOBSERVED);
    }

    void clear() {
        waiting.clear();
        writing = null;
        memory = 0;
    }

    private record Waiting(Content content, Runnable written) {}
}
