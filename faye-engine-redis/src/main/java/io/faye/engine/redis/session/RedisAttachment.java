package io.faye.engine.redis.session;

import io.faye.engine.Attachment;
import io.faye.engine.Batch;
import io.faye.engine.redis.client.Replies;
import io.faye.engine.redis.client.Script;
import io.faye.engine.redis.log.Operation;
import io.faye.engine.redis.log.Operations;
import io.faye.engine.support.Inbox;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The handle with which this process reads one session; the session's fence is the handle's. */
final class RedisAttachment implements Attachment {

    private final SessionContext context;
    private final SessionLog log;
    private final Session session;
    private final SerialListener reader;
    private final Map<String, String> attributes;
    private final String note;

    RedisAttachment(SessionContext context, SessionLog log, Session session, SerialListener reader) {
        this.context = context;
        this.log = log;
        this.session = session;
        this.reader = reader;
        this.attributes = session.attributes().values();
        this.note = session.reader().takeNote(reader);
    }

    @Override
    public Map<String, String> attributes() {
        return attributes;
    }

    @Override
    public Optional<String> note() {
        return note.isEmpty() ? Optional.empty() : Optional.of(note);
    }

    @Override
    public CompletionStage<Batch> read(long after, int maxMessages, int maxBytes) {
        if (context.isClosed()) {
            return CompletableFuture.failedFuture(Operations.closed());
        }
        int most = context.awake().getAsBoolean() ? maxMessages : 0;
        Inbox.Reading reading = session.queue().read(reader.listener(), after, most, maxBytes);
        if (reading.waking()) {
            reader.wake();
        }
        return CompletableFuture.completedFuture(reading.batch());
    }

    /** Acknowledges in the process that owns the session: here, or by the log. */
    @Override
    public CompletionStage<Void> acknowledge(long upTo) {
        if (context.isClosed()) {
            return CompletableFuture.failedFuture(Operations.closed());
        }
        Session owned = log.registry().get(session.id());
        return owned != null && owned.queue().acknowledge(upTo)
                ? CompletableFuture.completedFuture(null)
                : writeToLog(upTo);
    }

    /** Completes when this process has read the entry, so that a later read here does not return the messages. */
    private CompletionStage<Void> writeToLog(long upTo) {
        return log.calls()
                .ask(
                        new Operation<Void>(session.id(), (operation, entry) -> operation.done()),
                        origin -> context.call(Script.ACKNOWLEDGE, session.id(), origin, upTo),
                        (operation, reply) -> {
                            if (Replies.number(reply) != 1) {
                                operation.done();
                            }
                        });
    }

    @Override
    public CompletionStage<Void> release(String noteForNext) {
        return context.isClosed()
                ? CompletableFuture.failedFuture(Operations.closed())
                : new Release(context, log, session, reader, noteForNext).begin();
    }
}
