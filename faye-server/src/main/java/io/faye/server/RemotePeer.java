package io.faye.server;

import io.faye.extension.Request;
import io.faye.protocol.ClientId;
import io.faye.protocol.Message;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The server's end of one network connection: keeps the order of its requests, and who is connected over it. */
final class RemotePeer implements Peer {

    private final Service service;
    private final Operation operations;
    private final MessageSink sink;
    private final Steps steps = new Steps();
    private Set<Connection> connections = Set.of();
    private @Nullable Connection streaming;
    private int open;
    private boolean connectless;
    private boolean ending;
    private boolean gone;

    RemotePeer(Service service, Operation operations, MessageSink sink) {
        this.service = service;
        this.operations = operations;
        this.sink = sink;
    }

    MessageSink sink() {
        return sink;
    }

    @Override
    public void receive(List<Message> messages, Request request, Consumer<List<Message>> replies) {
        synchronized (this) {
            open++;
        }
        new Incoming(service, this, messages, request, replies).start(steps, operations);
    }

    @Override
    public void stream(ClientId client, Request request) {
        synchronized (this) {
            connectless = true;
        }
        new StreamOpening(service, this, request).attach(client);
    }

    /** A request was answered, or waits for nothing but held connects. */
    void settled() {
        boolean close;
        synchronized (this) {
            open--;
            close = ending && open == 0;
        }
        if (close) {
            sink.close(MessageSink.CloseReason.SESSION_ENDED);
        }
    }

    /** Closes the connection when what is being worked on has been answered. */
    void end() {
        boolean close;
        synchronized (this) {
            close = !ending && open == 0;
            ending = true;
        }
        if (close) {
            sink.close(MessageSink.CloseReason.SESSION_ENDED);
        }
    }

    /**
     * Another process reads for the client of this stream. No connect would bring it back to a stream that needs none,
     * so that is closed: its client opens another.
     */
    void moved() {
        boolean close;
        synchronized (this) {
            close = connectless;
        }
        if (close) {
            end();
        }
    }

    /** {@return the client that had this stream until now, if another one did} */
    synchronized @Nullable Connection streamTo(Connection connection) {
        Connection before = streaming;
        streaming = connection;
        return before == connection ? null : before;
    }

    /** {@return false if the connection is gone, and nobody will tell} */
    synchronized boolean enter(Connection connection) {
        if (gone) {
            return false;
        }
        if (!connections.contains(connection)) {
            Set<Connection> more = new HashSet<>(connections);
            more.add(connection);
            connections = Set.copyOf(more);
        }
        return true;
    }

    synchronized void leave(Connection connection) {
        if (connections.contains(connection)) {
            Set<Connection> fewer = new HashSet<>(connections);
            fewer.remove(connection);
            connections = Set.copyOf(fewer);
        }
    }

    @Override
    public boolean isUsed() {
        Set<Connection> here;
        synchronized (this) {
            here = connections;
        }
        return here.stream().anyMatch(connection -> connection.uses(this));
    }

    @Override
    public void writable() {
        Connection connection;
        synchronized (this) {
            connection = streaming;
        }
        if (connection != null) {
            connection.wake();
        }
    }

    @Override
    public void closed() {
        Set<Connection> left;
        synchronized (this) {
            gone = true;
            left = connections;
            connections = Set.of();
            streaming = null;
        }
        left.forEach(connection -> connection.peerClosed(this));
    }
}
