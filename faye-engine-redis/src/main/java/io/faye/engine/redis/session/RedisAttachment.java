package io.faye.engine.redis.session;

import io.faye.engine.Attachment;
import io.faye.engine.Batch;
import io.faye.engine.redis.client.Replies;
import io.faye.engine.redis.client.Script;
import io.faye.engine.redis.log.LogId;
import io.faye.engine.redis.log.Operation;
import io.faye.engine.redis.log.Operations;
import io.faye.engine.redis.log.Position;
import io.faye.engine.support.Inbox;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The handle with which this process reads one session; the session's fence is the handle's. */
final class RedisAttachment implements Attachment {

    private final SessionContext context;
    private final Attachments attachments;
    private final Session session;
    private final SerialListener reader;
    private final Map<String, String> attributes;
    private final String note;

    RedisAttachment(SessionContext context, Attachments attachments, Session session, SerialListener reader) {
        this.context = context;
        this.attachments = attachments;
        this.session = session;
        this.reader = reader;
        this.attributes = session.attributes().values();
        this.note = session.takeNote(reader);
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
        if (context.operations().isClosed()) {
            return CompletableFuture.failedFuture(Operations.closed());
        }
        if (!context.awake().getAsBoolean()) {
            return CompletableFuture.completedFuture(SessionQueue.nothing(after));
        }
        Inbox.Reading reading = session.queue().read(reader.listener(), after, maxMessages, maxBytes);
        if (reading.waking()) {
            reader.wake();
        }
        return CompletableFuture.completedFuture(reading.batch());
    }

    @Override
    public CompletionStage<Void> acknowledge(long upTo) {
        return attachments.acknowledge(session.id(), upTo);
    }

    /** Waits for an end of the session that is in progress: a client that disconnects closes its connection as well. */
    @Override
    public CompletionStage<Void> release(String noteForNext) {
        CompletionStage<?> ending = session.ending();
        if (ending == null) {
            return leave(noteForNext);
        }
        return ending.handle((ended, fault) -> fault == null)
                .thenCompose(ended -> ended ? CompletableFuture.completedFuture(null) : leave(noteForNext));
    }

    private CompletionStage<Void> leave(String noteForNext) {
        if (context.operations().isClosed()) {
            return CompletableFuture.failedFuture(Operations.closed());
        }
        LogId tail = context.replica().last();
        if (!session.release(reader, noteForNext)) {
            return CompletableFuture.completedFuture(null);
        }
        return context.operations()
                .ask(
                        new Operation<Void>(session.id()),
                        origin -> Script.RELEASE
                                .call(
                                        context.keys().of(session.id()),
                                        session.id(),
                                        context.operations().node(),
                                        session.fence(),
                                        reader.sequence(),
                                        noteForNext)
                                .add(Position.arguments(session.queue().place(tail))),
                        (operation, reply) -> {
                            if (Replies.number(reply) == 1) {
                                context.threads()
                                        .execute(() -> context.replica().leave(session));
                            }
                            operation.done();
                        });
    }
}
