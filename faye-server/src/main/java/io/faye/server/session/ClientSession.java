package io.faye.server.session;

import io.faye.engine.Attachment;
import io.faye.engine.support.CallerSerialExecutor;
import io.faye.extension.Request;
import io.faye.protocol.ClientId;
import java.time.Duration;
import java.util.List;
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
    private final CallerSerialExecutor executor = new CallerSerialExecutor();
    private final DeliveryTimes times;
    private final AttachmentControl attachments;
    private final QueueReader reader;
    private final PollDelivery poll;
    private volatile @Nullable StreamDelivery stream;
    private final Leaving leaving;

    ClientSession(SessionRegistry registry, SessionContext context, ClientId client) {
        this.registry = registry;
        this.context = context;
        this.client = client;
        this.times = context.times();
        this.attachments = new AttachmentControl(this, context, client);
        this.reader = new QueueReader(this, context, client);
        this.poll = new PollDelivery(this, context);
        this.leaving = new Leaving(this, context);
    }

    ClientId client() {
        return client;
    }

    DeliveryTimes times() {
        return times;
    }

    void execute(Runnable task) {
        executor.execute(task);
    }

    /** Attaches the session for a request, or leaves that to a new object if this one is over. */
    void attach(AttachRequest request) {
        executor.execute(() -> {
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
        leaving.proceed();
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
        leaving.proceed();
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
        executor.execute(() -> left(connection));
    }

    private void left(ClientConnection connection) {
        if (flowsOver(connection)) {
            stream = null;
        }
        poll.connectionClosed(connection);
        leaving.connectionClosed();
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
        return streamConnection() == connection;
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
        ClientConnection open = streamConnection();
        HeldConnect waiting = open == null ? poll.held().current() : null;
        return waiting == null ? open : waiting.connection();
    }

    /** Reads what a stream or a held connect can take now. */
    void pull() {
        Attachment attachment = attachments.attachment();
        if (attachment != null && !isLeaving() && reader.isFree() && !poll.awaitsWrite()) {
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

    private boolean isLeaving() {
        return attachments.isOver() || leaving.isUnderWay();
    }

    AttachmentControl attachments() {
        return attachments;
    }

    PollDelivery poll() {
        return poll;
    }

    Leaving leaving() {
        return leaving;
    }

    /** {@return the connection over which messages flow, or which the answers to connects are given over, null if none} */
    @Nullable
    ClientConnection streamConnection() {
        StreamDelivery open = stream;
        return open == null ? null : open.connection();
    }

    /** Has messages flow over no stream any more. {@return the stream's connection, null if there was none} */
    @Nullable
    ClientConnection endStream() {
        ClientConnection connection = streamConnection();
        stream = null;
        if (connection != null) {
            connection.leave(this);
        }
        return connection;
    }

    /** {@return whether all that was sent has been written} */
    boolean isWritten() {
        StreamDelivery open = stream;
        return poll.isWritten() && (open == null || open.isWritten());
    }

    /** The session has ended. Called on any thread. */
    void ended() {
        executor.execute(attachments::ended);
    }

    /** {@return whether the session can be moved, as far as that can be seen from any thread} */
    boolean isMovable() {
        ClientConnection connection = streamConnection();
        return !leaving.isUnderWay() && (connection == null || connection.isMovable());
    }

    /** {@return whether the session can be moved now} */
    boolean canMove() {
        return attachments.isAttached() && isMovable() && (isUsed() || isWritten());
    }

    /**
     * Moves the session to another process: answers its held connect with the advice to pause, closes its stream and
     * releases it. Does nothing if the session is being attached, or belongs to a client in this process.
     *
     * @param pause how long the client is advised to wait before its next connect
     * @return completes when the session has moved, or cannot be moved now
     */
    public CompletionStage<Void> moveAway(Duration pause) {
        return leaving.moveAway(pause);
    }

    /** Removes this object from the registry, because it is over. */
    void forget() {
        registry.remove(this);
    }
}
