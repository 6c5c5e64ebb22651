package io.faye.server.session;

import io.faye.engine.Attachment;
import io.faye.engine.Batch;
import io.faye.extension.Request;
import io.faye.protocol.Message;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * Delivers over a WebSocket or an event stream: reads after the last position sent, and acknowledges a position when the
 * operating system has taken its messages. Used on the session's serial executor only, except {@link #run}.
 */
final class StreamDelivery implements Delivery, Runnable {

    private static final int MAX_MESSAGES = 512;
    private static final int MAX_BYTES = 64 << 10;

    private final ClientSession session;
    private final ClientConnection connection;
    private final Request request;
    private final LongAdder delivered;
    private final PositionQueue unwritten = new PositionQueue();
    private final DeliveryTimes.StreamTimes times;
    private final Runnable acknowledging = this::acknowledge;
    private long sent;

    StreamDelivery(ClientSession session, ClientConnection connection, Request request, DeliveryCounts counts) {
        this.session = session;
        this.connection = connection;
        this.request = request;
        this.delivered = counts.of(request.transport());
        this.times = session.times().stream(request.transport());
    }

    ClientConnection connection() {
        return connection;
    }

    void read(QueueReader reader, Attachment attachment) {
        if (connection.isWritable()) {
            reader.read(attachment, sent, MAX_MESSAGES, MAX_BYTES, request, this);
        }
    }

    /** Messages up to a position have reached the client in another way. */
    void skipTo(long position) {
        sent = Math.max(sent, position);
    }

    @Override
    public void take(Batch batch, List<Message> passed) {
        if (session.stream() != this) {
            session.times().unread();
            session.pull();
            return;
        }
        if (!passed.isEmpty()) {
            sent = batch.last();
            unwritten.add(sent);
            times.sent(passed);
            delivered.add(passed.size());
            connection.deliver(passed, this);
        } else if (!batch.isEmpty()) {
            skip(batch.last());
        }
        if (batch.messages().size() == MAX_MESSAGES) {
            session.times().unread();
            session.pull();
        } else {
            session.pullAgain();
        }
    }

    /** Extensions left nothing. */
    private void skip(long position) {
        sent = position;
        if (unwritten.isEmpty()) {
            session.acknowledge(sent);
        }
    }

    /** The oldest delivery that was not written has been written. */
    @Override
    public void run() {
        session.execute(acknowledging);
    }

    private void acknowledge() {
        long written = unwritten.remove();
        times.written();
        session.acknowledge(unwritten.isEmpty() ? sent : written);
        session.leaving().proceed();
    }

    /** {@return whether all that was sent has been written} */
    boolean isWritten() {
        return unwritten.isEmpty();
    }
}
