package io.faye.server.session;

import io.faye.engine.Attachment;
import io.faye.engine.Batch;
import io.faye.protocol.Advice;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Delivers in the answers to held connects: reads from the acknowledged position, and acknowledges what an answer held
 * when a later connect confirms it. Used on the session's serial executor only, except {@link #held} and {@link #note}.
 */
final class PollDelivery implements Delivery {

    private static final int MAX_MESSAGES = 1_000;
    private static final int MAX_BYTES = 1 << 20;
    /** How long a connect waits to learn whether the answer before it was written. */
    private static final Duration WRITE_PATIENCE = Duration.ofSeconds(2);

    private final ClientSession session;
    private final SessionContext context;
    private final HeldConnects held;
    private volatile PollReceipt receipt = PollReceipt.NONE;
    private @Nullable HeldConnect reading;
    private long delivered;
    private boolean acknowledges;
    private boolean awaitingWrite;

    PollDelivery(ClientSession session, SessionContext context) {
        this.session = session;
        this.context = context;
        this.held = new HeldConnects(session, context, this::reply);
    }

    HeldConnects held() {
        return held;
    }

    /** {@return what the process that reads next has to know of the last answer} May be called from any thread. */
    String note() {
        return receipt.note();
    }

    /** {@return whether nothing may be read, because it is not known yet whether the last answer was written} */
    boolean awaitsWrite() {
        return awaitingWrite;
    }

    /** Takes what the session's attributes and the note of the previous reader say. */
    void begin(Attachment attachment) {
        acknowledges = SessionAttributes.acknowledges(attachment.attributes());
        attachment.note().ifPresent(note -> {
            receipt = receipt.restored(note);
            awaitingWrite &= !receipt.written();
        });
    }

    boolean acknowledges() {
        return acknowledges;
    }

    /** Takes what a connect confirms, before anything is read for it. */
    void confirm(PendingConnect connect) {
        if (acknowledges) {
            confirmTo(acknowledged(connect.message()));
        } else if (receipt.isAskedAgainBy(connect)) {
            receipt = receipt.repeating();
            awaitingWrite = false;
        } else {
            receipt = receipt.confirmedBy(connect);
            confirmOver(connect.connection());
        }
    }

    /** Confirms the last answer. If that is being written, nothing is read before it was written or lost. */
    void confirmOver(ClientConnection connection) {
        if (receipt.written()) {
            confirmWritten();
        } else if (!awaitingWrite) {
            awaitingWrite = true;
            long position = receipt.position();
            long number = receipt.connection();
            context.later(WRITE_PATIENCE, connection, () -> session.execute(() -> giveUp(position, number)));
        }
    }

    private void confirmWritten() {
        confirmTo(receipt.position());
        receipt = receipt.cleared();
    }

    private static long acknowledged(Message connect) {
        return connect.ext()
                .flatMap(ext -> ext.field("ack"))
                .map(Json::asLong)
                .orElse(OptionalLong.empty())
                .orElse(0);
    }

    private void confirmTo(long position) {
        if (position > 0) {
            delivered = Math.max(delivered, position);
            session.times().confirmed(position);
            session.acknowledge(position);
        }
    }

    private void written(HeldConnect connect, long position) {
        long number = connect.connection().number();
        if (receipt.awaits(position, number)) {
            receipt = receipt.asWritten();
            resume(this::confirmWritten);
        }
        session.leaveIfUnused(connect.connection());
        session.leaving().proceed();
    }

    private void giveUp(long position, long number) {
        if (receipt.awaits(position, number)) {
            receipt = receipt.cleared();
            resume(() -> {});
        }
    }

    /** It is known now whether the last answer was written. */
    private void resume(Runnable first) {
        if (awaitingWrite) {
            awaitingWrite = false;
            first.run();
            session.pull();
        }
    }

    /** A connection of the session has closed: what was not written over it is lost. */
    void connectionClosed(ClientConnection connection) {
        held.forgetOver(connection);
        if (isWritingOver(connection)) {
            receipt = receipt.cleared();
            awaitingWrite = false;
        }
    }

    /** {@return whether an answer is being written over a connection} */
    boolean isWritingOver(ClientConnection connection) {
        return !receipt.written() && receipt.connection() == connection.number();
    }

    void read(QueueReader reader, Attachment attachment, HeldConnect connect) {
        reading = connect;
        reader.read(attachment, 0, MAX_MESSAGES, MAX_BYTES, connect.connect().request(), this);
    }

    @Override
    public void take(Batch batch, List<Message> passed) {
        HeldConnect connect = held.current();
        if (connect == null || connect != reading || session.streams()) {
            session.times().unread();
            session.pull();
            return;
        }
        if (!passed.isEmpty() && !connect.connect().admits(passed)) {
            // They stay queued, and the client's next connect gets them.
            session.times().unread();
            held.answer(List.of());
            return;
        }
        long again = deliveredBefore(batch);
        delivered = batch.isEmpty() ? Math.max(delivered, batch.last()) : batch.last();
        if (!passed.isEmpty() || connect.isImmediate()) {
            answer(connect, batch, passed, again);
        } else if (!batch.isEmpty()) {
            session.acknowledge(batch.last());
            session.pull();
        } else {
            session.pullAgain();
        }
    }

    /** {@return how many messages of a batch an answer has held before} */
    private long deliveredBefore(Batch batch) {
        long first = batch.last() - batch.messages().size() + 1;
        return Math.max(0, Math.min(batch.last(), delivered) - first + 1);
    }

    private void answer(HeldConnect connect, Batch batch, List<Message> passed, long again) {
        if (acknowledges || batch.isEmpty()) {
            count(connect, batch, passed, again);
            held.answer(passed);
        } else if (session.leaving().isMoving()) {
            held.answer(List.of());
        } else {
            count(connect, batch, passed, again);
            held.forget();
            long position = batch.last();
            receipt = receipt.answered(connect.connect(), position, false);
            AtomicBoolean taken = receipt.taken();
            connect.connect().succeed(connect.advice(), OptionalLong.empty(), passed, () -> {
                taken.set(true);
                session.execute(() -> written(connect, position));
            });
        }
    }

    private void count(HeldConnect connect, Batch batch, List<Message> passed, long again) {
        if (!passed.isEmpty()) {
            String transport = connect.connect().request().transport();
            context.counts().of(transport).add(passed.size());
            session.times().answered(transport, batch.last(), passed, again > 0);
            context.counts().redelivered(Math.min(again, passed.size()));
        }
    }

    /** {@return whether the session knows that the last answer was written} */
    boolean isWritten() {
        return receipt.written();
    }

    /**
     * Answers a connect without messages because the session leaves this process.
     *
     * @param written runs on any thread when the operating system has taken the answer, never if it has not
     */
    void dismiss(HeldConnect connect, Advice advice, Runnable written) {
        send(connect, advice, List.of(), written);
    }

    /** Answers without a receipt. */
    private void reply(HeldConnect connect, Advice advice, List<Message> messages) {
        send(connect, advice, messages, PendingConnect.UNOBSERVED);
        session.leaveIfUnused(connect.connection());
    }

    private void send(HeldConnect connect, Advice advice, List<Message> messages, Runnable written) {
        OptionalLong position = acknowledges ? OptionalLong.of(delivered) : OptionalLong.empty();
        if (!acknowledges && receipt.written() && receipt.position() == 0) {
            receipt = receipt.answered(connect.connect(), 0, true);
        }
        connect.connect().succeed(advice, position, messages, written);
    }
}
