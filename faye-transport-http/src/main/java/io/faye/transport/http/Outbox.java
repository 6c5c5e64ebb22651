package io.faye.transport.http;

import io.faye.server.ReplyReceiver;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be written to a WebSocket or an event stream: contents that are long, and those behind them. Belongs to
 * the connection's thread.
 */
final class Outbox {

    private final Connection connection;
    private final Queue<Waiting> waiting = new ArrayDeque<>(2);
    private @Nullable PieceWriter writing;
    private long memory;

    Outbox(Connection connection) {
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
    void goOn() {
        Waiting next = waiting.peek();
        while (next != null && connection.channel.isActive() && write(next)) {
            waiting.remove();
            memory -= next.content.memory();
            next = waiting.peek();
        }
    }

    private boolean write(Waiting next) {
        PieceWriter writer = writing == null ? begin(next) : writing;
        boolean whole = writer.goOn();
        writing = whole ? null : writer;
        return whole;
    }

    private PieceWriter begin(Waiting next) {
        return new PieceWriter(
                connection, next.content, WritePromise.of(connection.channel, next.written), ReplyReceiver.UNOBSERVED);
    }

    void clear() {
        waiting.clear();
        writing = null;
        memory = 0;
    }

    private record Waiting(Content content, Runnable written) {}
}
