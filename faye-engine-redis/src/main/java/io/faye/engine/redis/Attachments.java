package io.faye.engine.redis;

import io.faye.engine.Attachment;
import io.faye.engine.AttachmentListener;
import io.faye.protocol.ClientId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Makes this process the reader of a session, and takes acknowledgements. */
final class Attachments {

    /** How long an old owner has to hand over its position and its note. */
    private static final long HAND_OVER_MILLIS = 500;

    /** How long an attach waits until the queue is filled. */
    private static final long FILL_MILLIS = 1_000;

    private final Node node;
    private final AtomicLong sequence = new AtomicLong();

    Attachments(Node node) {
        this.node = node;
    }

    CompletionStage<Optional<Attachment>> attach(ClientId client, AttachmentListener listener) {
        SerialListener reader = new SerialListener(listener, sequence.incrementAndGet());
        Session held = node.replica().session(client);
        LogId tail = node.replica().last();
        return node.ask(
                new Operation<Optional<Attachment>>(client),
                origin -> Script.ATTACH
                        .call(
                                node.keys().of(client),
                                client,
                                origin,
                                node.operations().node(),
                                node.life().sessionMillis(),
                                node.life().keepMillis(),
                                held == null ? "" : held.fence(),
                                reader.sequence())
                        .addObjects(Place.arguments(
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
                node.inOrder(client, operation, () -> complete(operation, session, reader));
            }
            default ->
                node.inLane(client, operation, () -> complete(operation, arrived(client, reader, reply), reader));
        }
    }

    private Session arrived(ClientId client, SerialListener reader, List<?> reply) {
        Arrival arrival = Arrival.of(reply);
        Session session = node.replica().arrive(client, arrival, reader);
        if (arrival.waits()) {
            node.errands().later(() -> node.replica().settle(session), HAND_OVER_MILLIS);
        }
        return session;
    }

    /** The host reads after it has attached, so the attach waits for a moment until the queue is filled. */
    private void complete(Operation<Optional<Attachment>> operation, Session session, SerialListener reader) {
        if (!session.attach(reader)) {
            operation.succeed(Optional.empty());
            return;
        }
        Runnable completion = () -> operation.succeed(Optional.of(new RedisAttachment(node, this, session, reader)));
        if (session.filled().isDone()) {
            completion.run();
        } else {
            session.filled().thenRun(completion);
            node.errands().later(() -> session.filled().complete(null), FILL_MILLIS);
        }
    }

    CompletionStage<Void> acknowledge(ClientId client, long upTo) {
        if (node.isClosed()) {
            return CompletableFuture.failedFuture(Node.closed());
        }
        Session session = node.replica().session(client);
        if (session != null && session.queue().acknowledge(upTo)) {
            return CompletableFuture.completedFuture(null);
        }
        return log(client, upTo);
    }

    /** Completes when this process has read the entry, so that a later read here does not return the messages. */
    private CompletionStage<Void> log(ClientId client, long upTo) {
        return node.ask(
                new Operation<Void>(client, (operation, entry) -> operation.done()),
                origin -> Script.ACKNOWLEDGE.call(node.keys().of(client), client, origin, upTo),
                (operation, reply) -> {
                    if (Replies.number(reply) == 1) {
                        operation.awaitEntry();
                    } else {
                        operation.done();
                    }
                });
    }
}
