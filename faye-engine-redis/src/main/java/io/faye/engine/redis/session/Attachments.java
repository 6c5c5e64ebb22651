package io.faye.engine.redis.session;

import io.faye.engine.Attachment;
import io.faye.engine.AttachmentListener;
import io.faye.engine.redis.client.Replies;
import io.faye.engine.redis.client.Script;
import io.faye.engine.redis.log.LogId;
import io.faye.engine.redis.log.Operation;
import io.faye.engine.redis.log.Operations;
import io.faye.engine.redis.log.Position;
import io.faye.protocol.ClientId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Makes this process the reader of a session, and takes acknowledgements. */
public final class Attachments {

    /** How long an old owner has to hand over its position and its note. */
    private static final long HAND_OVER_MILLIS = 500;

    /** How long an attach waits until the queue is filled. */
    private static final long FILL_MILLIS = 1_000;

    private final SessionContext context;
    private final AtomicLong sequence = new AtomicLong();

    public Attachments(SessionContext context) {
        this.context = context;
    }

    public CompletionStage<Optional<Attachment>> attach(ClientId client, AttachmentListener listener) {
        SerialListener reader = new SerialListener(listener, sequence.incrementAndGet());
        Session held = context.replica().session(client);
        LogId tail = context.replica().last();
        return context.operations()
                .ask(
                        new Operation<Optional<Attachment>>(client),
                        origin -> Script.ATTACH
                                .call(
                                        context.keys().of(client),
                                        client,
                                        origin,
                                        context.operations().node(),
                                        context.life().sessionMillis(),
                                        context.life().keepMillis(),
                                        held == null ? "" : held.fence(),
                                        reader.sequence())
                                .add(Position.arguments(
                                        held == null ? null : held.queue().place(tail))),
                        (operation, reply) -> answered(client, reader, operation, Replies.list(reply), held));
    }

    private void answered(
            ClientId client,
            SerialListener reader,
            Operation<Optional<Attachment>> operation,
            List<?> reply,
            @Nullable Session held) {
        switch ((int) Replies.number(reply.get(0))) {
            case 0 -> operation.succeed(Optional.empty());
            case 1 -> {
                Session session = Objects.requireNonNull(held);
                context.lanes().inOrder(client, operation, () -> complete(operation, session, reader));
            }
            default ->
                context.lanes()
                        .execute(client, operation, () -> complete(operation, arrived(client, reader, reply), reader));
        }
    }

    private Session arrived(ClientId client, SerialListener reader, List<?> reply) {
        Arrival arrival = Arrival.of(reply);
        Session session = context.replica().arrive(client, arrival, reader);
        if (arrival.waits()) {
            context.errands().later(() -> context.replica().settle(session), HAND_OVER_MILLIS);
        }
        return session;
    }

    /** The host reads after it has attached, so the attach waits for a moment until the queue is filled. */
    private void complete(Operation<Optional<Attachment>> operation, Session session, SerialListener reader) {
        if (!session.attach(reader)) {
            operation.succeed(Optional.empty());
            return;
        }
        Runnable completion = () -> operation.succeed(Optional.of(new RedisAttachment(context, this, session, reader)));
        if (session.filled().isDone()) {
            completion.run();
        } else {
            session.filled().thenRun(completion);
            context.errands().later(() -> session.filled().complete(null), FILL_MILLIS);
        }
    }

    public CompletionStage<Void> acknowledge(ClientId client, long upTo) {
        if (context.operations().isClosed()) {
            return CompletableFuture.failedFuture(Operations.closed());
        }
        Session session = context.replica().session(client);
        if (session != null && session.queue().acknowledge(upTo)) {
            return CompletableFuture.completedFuture(null);
        }
        return log(client, upTo);
    }

    /** Completes when this process has read the entry, so that a later read here does not return the messages. */
    private CompletionStage<Void> log(ClientId client, long upTo) {
        return context.operations()
                .ask(
                        new Operation<Void>(client, (operation, entry) -> operation.done()),
                        origin -> Script.ACKNOWLEDGE.call(context.keys().of(client), client, origin, upTo),
                        (operation, reply) -> {
                            if (Replies.number(reply) == 1) {
                                operation.awaitEntry();
                            } else {
                                operation.done();
                            }
                        });
    }
}
