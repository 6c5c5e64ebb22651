package io.faye.server.session;

import io.faye.engine.Attachment;
import io.faye.engine.Batch;
import io.faye.engine.SessionChannel;
import io.faye.extension.Request;
import io.faye.protocol.ClientId;
import io.faye.protocol.Message;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * Reads one session's queue, one read at a time, and filters what was read. Used on the session's serial executor only, except
 * {@link #wake} and {@link #run}.
 */
final class QueueReader implements Runnable {

    /** No object of its own, because sessions are many. */
    private static final AtomicIntegerFieldUpdater<QueueReader> WAKING =
            AtomicIntegerFieldUpdater.newUpdater(QueueReader.class, "waking");

    private static final Duration RETRY = Duration.ofSeconds(1);

    private final ClientSession session;
    private final SessionContext context;
    private final ClientId client;
    private final Runnable pulling;
    private volatile int waking;
    private boolean reading;
    private boolean again;

    QueueReader(ClientSession session, SessionContext context, ClientId client) {
        this.session = session;
        this.context = context;
        this.client = client;
        this.pulling = session::pull;
    }

    /** Has the session read soon, on the connection's own thread. Called on any thread. */
    void wake(ClientConnection connection) {
        if (waking == 0 && WAKING.compareAndSet(this, 0, 1)) {
            connection.later(this);
        }
    }

    @Override
    public void run() {
        waking = 0;
        session.execute(pulling);
    }

    /** {@return whether a read can begin} If not, the read under way is followed by another one. */
    boolean isFree() {
        again = reading;
        return !again;
    }

    /** {@return whether another read was asked for during the last one} */
    boolean isAskedAgain() {
        return again;
    }

    /**
     * Reads, and gives a delivery what was read. If the engine fails, wakes the session after a second.
     *
     * @param request over whose connection the messages go out
     */
    void read(Attachment attachment, long after, int maxMessages, int maxBytes, Request request, Delivery delivery) {
        reading = true;
        session.times().reading();
        CompletionStage<Batch> stage = attachment.read(after, maxMessages, maxBytes);
        Batch batch = Results.now(stage);
        if (batch != null) {
            filter(batch, request, delivery);
        } else {
            Results.then(stage, (later, fault) -> session.execute(() -> read(later, fault, request, delivery)));
        }
    }

    private void read(@Nullable Batch batch, @Nullable Throwable fault, Request request, Delivery delivery) {
        if (batch == null) {
            failed(fault);
        } else {
            filter(batch, request, delivery);
        }
    }

    private void failed(@Nullable Throwable fault) {
        context.failed("read a queue", fault);
        session.times().unread();
        reading = false;
        context.schedule(RETRY, session::wake);
    }

    private void filter(Batch batch, Request request, Delivery delivery) {
        List<Message> messages = SessionChannel.received(client, batch.messages());
        if (messages.isEmpty() || context.filter().passesAll()) {
            reading = false;
            delivery.take(batch, messages);
            return;
        }
        context.filter()
                .filter(
                        client,
                        request,
                        messages,
                        (passed, fault) -> session.execute(() -> {
                            if (passed == null) {
                                failed(fault);
                            } else {
                                reading = false;
                                delivery.take(batch, passed);
                            }
                        }));
    }
}
