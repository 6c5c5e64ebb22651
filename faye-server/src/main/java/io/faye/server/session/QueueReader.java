package io.faye.server.session;

import io.faye.engine.Attachment;
import io.faye.engine.Batch;
import io.faye.extension.Request;
import io.faye.protocol.ClientId;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Reads one session's queue, one read at a time, and filters what was read. Used in the session's lane only. */
final class QueueReader {

    private static final Duration RETRY = Duration.ofSeconds(1);

    private final ClientSession session;
    private final SessionContext context;
    private final ClientId client;
    private boolean reading;

    QueueReader(ClientSession session, SessionContext context, ClientId client) {
        this.session = session;
        this.context = context;
        this.client = client;
    }

    boolean isReading() {
        return reading;
    }

    /**
     * Reads, and gives a delivery what was read. If the engine fails, wakes the session after a second.
     *
     * @param request over whose connection the messages go out
     */
    void read(Attachment attachment, long after, int maxMessages, int maxBytes, Request request, Delivery delivery) {
        reading = true;
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
        reading = false;
        context.schedule(RETRY, session::wake);
    }

    private void filter(Batch batch, Request request, Delivery delivery) {
        if (batch.isEmpty() || context.filter().passesAll()) {
            reading = false;
            delivery.take(batch, batch.messages());
            return;
        }
        context.filter()
                .filter(
                        client,
                        request,
                        batch.messages(),
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
