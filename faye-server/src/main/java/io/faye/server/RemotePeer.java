package io.faye.server;

import io.faye.extension.Request;
import io.faye.protocol.ClientId;
import io.faye.protocol.Message;
import io.faye.server.session.ClientConnection;
import io.faye.server.session.ClientSession;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The server's end of one network connection: keeps the order of its requests, and which sessions use it. */
final class RemotePeer implements Peer, ClientConnection {

    /** So many messages may wait at once until the engine accepts them. */
    private static final int MOST_PUBLISHES = 32;

    private static final AtomicLong NUMBERS = new AtomicLong();

    private final Service service;
    private final Operation operations;
    private final MessageSink sink;
    private final long number = NUMBERS.incrementAndGet();
    private final Steps steps;
    private final SessionSet sessions = new SessionSet();
    private @Nullable ClientSession streaming;
    private int open;
    private int publishes;
    private boolean connectless;
    private boolean streamsNothing;
    private @Nullable Runnable ending;
    private volatile boolean gone;

    RemotePeer(Service service, Operation operations, MessageSink sink) {
        this.service = service;
        this.operations = operations;
        this.sink = sink;
        this.steps = new Steps(sink);
    }

    MessageSink sink() {
        return sink;
    }

    @Override
    public void process(List<Message> messages, Request request, ReplyReceiver replies) {
        synchronized (this) {
            open++;
        }
        new IncomingRequest(service, this, messages, request, replies).start(steps, operations);
    }

    @Override
    public void stream(ClientId client, Request request) {
        synchronized (this) {
            connectless = true;
        }
        new StreamOpening(service, this, request).attach(client);
    }

    /** The stream belongs to a session whose messages come in the answers to its connects. */
    synchronized void streamNothing() {
        streamsNothing = true;
    }

    /**
     * Counts a publish that the engine has not accepted yet, until {@link #publishSettled}.
     *
     * @return whether the connection may go on meanwhile: one that publishes faster than the engine accepts waits for it
     */
    synchronized boolean mayGoOnAfterPublish() {
        publishes++;
        return publishes < MOST_PUBLISHES;
    }

    /** The engine has accepted a message, or has failed to. */
    synchronized void publishSettled() {
        publishes--;
    }

    /** A request was answered, or waits for nothing but held connects. */
    void settled() {
        Runnable end;
        synchronized (this) {
            open--;
            end = open == 0 ? ending : null;
        }
        if (end != null) {
            end.run();
        }
    }

    @Override
    public void endSession() {
        end(() -> sink.close(MessageSink.CloseReason.SESSION_ENDED));
    }

    /** Ends the connection as soon as no request is being processed; in one way only. */
    private void end(Runnable way) {
        boolean now;
        synchronized (this) {
            now = ending == null && open == 0;
            ending = ending == null ? way : ending;
        }
        if (now) {
            way.run();
        }
    }

    @Override
    public boolean isMovable() {
        return !(sink instanceof InProcessSink);
    }

    /** Each session that moves leaves the connection and calls this again: the last one closes it. */
    @Override
    public void moveAway(Duration pause) {
        if (!isMovable()) {
            return;
        }
        List<ClientSession> here;
        synchronized (this) {
            here = sessions.copy();
        }
        if (here.isEmpty()) {
            end(() -> sink.moveAway(pause));
        } else {
            here.forEach(session -> session.moveAway(pause));
        }
    }

    /** No connect would bring the session back to a stream that needs none: its client opens another. */
    @Override
    public void moveSession() {
        if (!takesConnects()) {
            endSession();
        }
    }

    @Override
    public synchronized boolean takesConnects() {
        return !connectless;
    }

    @Override
    public void goAway() {
        sink.close(MessageSink.CloseReason.GOING_AWAY);
    }

    @Override
    public long number() {
        return number;
    }

    @Override
    public boolean isStreaming() {
        return sink.isStreaming();
    }

    @Override
    public boolean isWritable() {
        return sink.isWritable();
    }

    /** {@return whether the connection's thread has to turn to others, so that the rest of the work is done later} */
    boolean isTurnOver() {
        return sink.isTurnOver();
    }

    @Override
    public void later(Runnable task) {
        sink.later(task);
    }

    @Override
    public void deliver(List<Message> messages, Runnable written) {
        sink.deliver(messages, written);
    }

    @Override
    public synchronized @Nullable ClientSession streamTo(ClientSession session) {
        ClientSession before = streaming;
        streaming = session;
        return before == session ? null : before;
    }

    @Override
    public synchronized boolean enter(ClientSession session) {
        if (gone) {
            return false;
        }
        sessions.add(session);
        return true;
    }

    @Override
    public synchronized void leave(ClientSession session) {
        sessions.remove(session);
    }

    @Override
    public boolean isUsed() {
        List<ClientSession> here;
        synchronized (this) {
            if (streamsNothing) {
                return true;
            }
            here = sessions.copy();
        }
        return here.stream().anyMatch(session -> session.uses(this));
    }

    /** {@return whether the connection is closed} */
    boolean isGone() {
        return gone;
    }

    @Override
    public void writable() {
        ClientSession session;
        synchronized (this) {
            session = streaming;
        }
        if (session != null) {
            session.wake();
        }
    }

    @Override
    public void closed() {
        List<ClientSession> left;
        synchronized (this) {
            gone = true;
            left = sessions.copy();
            sessions.clear();
            streaming = null;
        }
        tellClosed(left.iterator());
    }

    private void tellClosed(Iterator<ClientSession> left) {
        while (left.hasNext()) {
            if (sink.isTurnOver()) {
                sink.later(() -> tellClosed(left));
                return;
            }
            left.next().connectionClosed(this);
        }
    }
}
