package io.faye.engine.redis;

import io.faye.protocol.ClientId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Which process reads for a client, and how far the client is. */
final class Attachments {

    /** How long an old owner has to say how far the client got there. */
    private static final long LAST_WORD_MILLIS = 500;

    /** How long the one who attaches waits for what is queued already. */
    private static final long PATIENCE_MILLIS = 1_000;

    private final Node node;

    Attachments(Node node) {
        this.node = node;
    }

    CompletionStage<Optional<Map<String, String>>> attach(ClientId client) {
        Session held = node.replica().session(client);
        LogId tail = node.replica().last();
        return node.ask(
                new Operation<Optional<Map<String, String>>>(client),
                origin -> Script.ATTACH
                        .call(
                                node.keys().of(client),
                                client,
                                origin,
                                node.operations().node(),
                                node.life().sessionMillis(),
                                node.life().keepMillis(),
                                held == null ? "" : held.fence())
                        .addObjects(Place.arguments(held == null ? null : held.place(tail))),
                (operation, reply) -> attached(client, operation, Replies.list(reply), held));
    }

    private void attached(
            ClientId client,
            Operation<Optional<Map<String, String>>> operation,
            List<?> reply,
            @Nullable Session held) {
        Session session =
                switch ((int) Replies.number(reply.get(0))) {
                    case 0 -> null;
                    case 1 -> held;
                    default -> arrived(client, Arrival.of(reply));
                };
        if (session == null) {
            operation.succeed(Optional.empty());
        } else {
            session.attach();
            whenFilled(
                    session,
                    () -> operation.succeed(Optional.of(session.attributes().values())));
        }
    }

    /** Whoever attaches reads next, so it pays to wait a moment; what comes later wakes him. */
    private void whenFilled(Session session, Runnable then) {
        if (session.filled().isDone()) {
            then.run();
            return;
        }
        session.filled().thenRun(() -> node.reporter().inLane(session.id(), then));
        node.errands().later(() -> session.filled().complete(null), PATIENCE_MILLIS);
    }

    private @Nullable Session arrived(ClientId client, Arrival arrival) {
        Session session = node.replica().arrive(client, arrival);
        if (session != null && arrival.waits()) {
            node.errands().later(() -> node.replica().settle(session), LAST_WORD_MILLIS);
        }
        return session;
    }

    /** Who leaves closes his connection too, often before he is answered: one question is enough for both. */
    CompletionStage<Void> release(ClientId client) {
        Session held = node.replica().session(client);
        CompletionStage<Boolean> ending = held == null ? null : held.ending();
        return ending == null
                ? release(client, held)
                : ending.handle((ended, fault) -> fault == null)
                        .thenCompose(over -> over ? CompletableFuture.completedFuture(null) : release(client, held));
    }

    private CompletionStage<Void> release(ClientId client, @Nullable Session held) {
        LogId tail = node.replica().last();
        return node.ask(
                new Operation<Void>(client),
                origin -> Script.RELEASE
                        .call(
                                node.keys().of(client),
                                client,
                                node.operations().node(),
                                held == null ? "" : held.fence())
                        .addObjects(Place.arguments(held == null ? null : held.release(tail))),
                (operation, reply) -> {
                    Session session = node.replica().session(client);
                    if (session != null && Replies.number(reply) == 1) {
                        node.replica().leave(session);
                    }
                    operation.done();
                });
    }

    CompletionStage<Void> acknowledge(ClientId client, long upTo) {
        if (node.isClosed()) {
            return CompletableFuture.failedFuture(Node.closed());
        }
        Session session = node.replica().session(client);
        if (session != null && session.acknowledge(upTo)) {
            return CompletableFuture.completedFuture(null);
        }
        return tell(client, upTo).thenAccept(known -> {});
    }

    /** Done when this node has met it in the log, so that whoever reads here after that gets it no more. */
    private CompletionStage<Boolean> tell(ClientId client, long upTo) {
        return node.ask(
                new Operation<Boolean>(client),
                origin -> Script.ACKNOWLEDGE.call(node.keys().of(client), client, origin, upTo),
                (operation, reply) -> {
                    if (Replies.number(reply) == 1) {
                        operation.changed(true);
                    } else {
                        operation.succeed(false);
                    }
                });
    }
}
