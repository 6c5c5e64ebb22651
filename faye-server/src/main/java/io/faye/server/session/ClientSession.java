package io.faye.server.session;

import io.faye.engine.Attachment;
import io.faye.engine.support.Lane;
import io.faye.extension.Request;
import io.faye.protocol.ClientId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * What this process keeps of one session while it is attached, or being attached, here: the connections over which the
 * client can be reached, and the two ways of delivery. Everything about one session happens on its serial executor, one task at a
 * time, and no lock is held while calling out.
 */
public final class ClientSession {

    private final SessionRegistry registry;
    private final SessionContext context;
    private final ClientId client;
    private final Lane lane = new Lane();
    private final AttachmentControl attachments;
    private final QueueReader reader;
    private final PollDelivery poll;
    private volatile @Nullable StreamDelivery stream;
    private volatile @Nullable SessionListener moving;

    ClientSession(SessionRegistry registry, SessionContext context, ClientId client) {
        this.registry = registry;
        this.context = context;
        this.client = client;
        this.attachments = new AttachmentControl(this, context, client);
        this.reader = new QueueReader(this, context, client);
        this.poll = new PollDelivery(this, context);
    }

    ClientId client() {
        return client;
    }

    void execute(Runnable task) {
        lane.execute(task);
    }

    /** Attaches the session for a request, or leaves that to a new object if this one is over. */
    void attach(AttachRequest request) {
        lane.execute(() -> {
            if (attachments.isOver()) {
                registry.attach(client, request);
            } else {
                attachments.attach(request);
            }
        });
    }

    /** A connect has attached the session. */
    void connected(PendingConnect connect, Attachment attachment) {
        boolean open = connect.connection().enter(this);
        poll.begin(attachment);
        poll.confirm(connect);
        claim(connect);
        connect.hold();
        HeldConnect held = held(connect);
        poll.held().hold(held);
        if (held.isImmediate() && streams()) {
            poll.held().answer(List.of());
        }
        if (!open) {
            left(connect.connection());
        }
        pull();
    }

    private HeldConnect held(PendingConnect connect) {
        boolean waits = poll.acknowledges() || !connect.isEventSource();
        return new HeldConnect(
                connect,
                waits ? connect.patience() : Duration.ZERO,
                waits
                        ? context.advices().ordinary(connect.interval())
                        : context.advices().eventSource(connect.interval()));
    }

    /** An event stream has attached the session. Its client would not have opened it without the last poll's answer. */
    void opened(ClientConnection connection, Request request, Attachment attachment) {
        boolean open = connection.enter(this);
        poll.begin(attachment);
        poll.confirmOver(connection);
        streamOver(connection, request);
        if (!open) {
            left(connection);
        }
        pull();
    }

    /** A connect over a streaming connection has messages flow there from now on. */
    private void claim(PendingConnect connect) {
        if (connect.connection().isStreaming() && connect.claimsStream()) {
            streamOver(connect.connection(), connect.request());
        }
    }

    private void streamOver(ClientConnection connection, Request request) {
        ClientSession before = connection.streamTo(this);
        if (before != null) {
            before.execute(() -> before.lost(connection));
        }
        if (!flowsOver(connection)) {
            stream = new StreamDelivery(this, connection, request, context.counts());
        }
    }

    /** Another session has the stream now. */
    private void lost(ClientConnection connection) {
        if (poll.held().isOver(connection)) {
            poll.held().answer(List.of());
        }
        left(connection);
        connection.leave(this);
    }

    /**
     * A connection of this session is closed.
     *
     * @param connection the connection
     */
    public void connectionClosed(ClientConnection connection) {
        lane.execute(() -> left(connection));
    }

    private void left(ClientConnection connection) {
        if (flowsOver(connection)) {
            stream = null;
        }
        poll.connectionClosed(connection);
        attachments.releaseIfUnused();
        pull();
    }

    /** {@return whether a connection is left over which the client can be reached} */
    boolean isUsed() {
        return stream != null || poll.held().current() != null;
    }

    /**
     * {@return whether messages to the client flow over a connection, or wait for a connect that is held over it}
     *
     * @param connection the connection
     */
    public boolean uses(ClientConnection connection) {
        return flowsOver(connection) || poll.held().isOver(connection);
    }

    private boolean flowsOver(ClientConnection connection) {
        StreamDelivery open = stream;
        return open != null && open.connection() == connection;
    }

    /** An answer was given over a connection. */
    void leaveIfUnused(ClientConnection connection) {
        if (!uses(connection) && !poll.isWritingOver(connection)) {
            connection.leave(this);
        }
    }

    @Nullable
    StreamDelivery stream() {
        return stream;
    }

    /** {@return whether messages flow over a stream instead of answers to polls} */
    boolean streams() {
        return stream != null && !poll.acknowledges();
    }

    /** Messages can be read, or the stream takes more: reads soon. Called on any thread. */
    public void wake() {
        ClientConnection connection = target();
        if (connection != null) {
            reader.wake(connection);
        }
    }

    private @Nullable ClientConnection target() {
        StreamDelivery open = stream;
        if (open != null) {
            return open.connection();
        }
        HeldConnect waiting = poll.held().current();
        return waiting == null ? null : waiting.connection();
    }

    /** Reads what a stream or a held connect can take now. */
    void pull() {
        Attachment attachment = attachments.attachment();
        if (attachment != null && !attachments.isOver() && reader.isFree() && !poll.awaitsWrite()) {
            read(attachment);
        }
    }

    private void read(Attachment attachment) {
        StreamDelivery open = stream;
        HeldConnect waiting = poll.held().current();
        if (open != null && !poll.acknowledges()) {
            open.read(reader, attachment);
        } else if (waiting != null) {
            poll.read(reader, attachment, waiting);
        }
    }

    /** Reads if messages came during the last read. */
    void pullAgain() {
        if (reader.isAskedAgain()) {
            pull();
        }
    }

    void acknowledge(long position) {
        Attachment attachment = attachments.attachment();
        if (attachment != null) {
            attachment.acknowledge(position);
        }
    }

    String note() {
        return poll.note();
    }

    /** {@return whether another process has attached the session, and this one does not know more yet} */
    boolean isMoving() {
        SessionListener superseded = moving;
        return superseded != null && attachments.isNewest(superseded);
    }

    /** Another process has attached the session: it gets the note of this one. Called on any thread. */
    String moved(SessionListener listener) {
        moving = listener;
        String note = poll.note();
        lane.execute(() -> {
            if (attachments.moved(listener)) {
                context.counts().sessionMoved();
                StreamDelivery open = stream;
                stream = null;
                poll.held().answer(List.of());
                if (open != null) {
                    open.connection().leave(this);
                    open.connection().moveSession();
                }
            }
        });
        return note;
    }

    /** The session has ended. Called on any thread. */
    void ended() {
        lane.execute(attachments::ended);
    }

    /** Answers held connects, and closes a stream instead, after the session has ended. */
    void close() {
        StreamDelivery open = stream;
        HeldConnect waiting = poll.held().current();
        if (waiting != null
                && flowsOver(waiting.connection())
                && waiting.connect().isAlone()) {
            poll.held().forget();
        }
        stream = null;
        poll.held().answer(List.of());
        if (open != null) {
            open.connection().leave(this);
            open.connection().endSession();
        }
    }

    /** Removes this object from the registry, because it is over. */
    void forget() {
        registry.remove(this);
    }

    /** The server stops: the session goes on, elsewhere or later. */
    CompletionStage<Void> goAway() {
        CompletableFuture<Void> released = new CompletableFuture<>();
        lane.execute(() -> {
            StreamDelivery open = stream;
            poll.held().answer(List.of());
            stream = null;
            if (open != null) {
                open.connection().goAway();
            }
            Results.then(attachments.release(), (done, fault) -> released.complete(null));
        });
        return released;
    }
}
