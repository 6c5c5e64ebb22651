package io.faye.engine.redis.session;

import io.faye.engine.redis.client.Call;
import io.faye.engine.redis.client.Replies;
import io.faye.engine.redis.client.Script;
import io.faye.engine.redis.log.LogId;
import io.faye.engine.redis.log.Operation;
import io.faye.engine.redis.log.Origin;
import io.faye.engine.redis.log.Position;
import io.faye.protocol.ClientId;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks Redis about sessions. An operation of a session that is to be put back waits for that. An operation of a session
 * that this process owns, and that Redis does not know, has the session put back, and is tried again. For some seconds after
 * Redis has lost entries another process may yet put a session back: operations of unknown sessions are tried again.
 * An operation that depends on what Redis has lost is begun again.
 */
final class SessionCalls {

    private static final Logger LOG = LoggerFactory.getLogger(SessionCalls.class);
    private static final long RETRY_MILLIS = 100;

    private final SessionContext context;
    private final SessionLog log;
    private final Recovery recovery;

    SessionCalls(SessionContext context, SessionLog log, Recovery recovery) {
        this.context = context;
        this.log = log;
        this.recovery = recovery;
    }

    /** Where the reply to an operation is processed. */
    private enum Processing {
        /** On the thread of the connection. */
        AT_ONCE,
        /** On the worker, under the lock of the sessions. */
        IN_ORDER,
        /** Likewise; the operation is begun again if Redis loses something before that. */
        WHILE_KEPT
    }

    /** An operation, how it is asked for, and what gets the reply. */
    private record Asking<T>(
            Operation<T> operation,
            Function<Origin, Call> call,
            BiConsumer<Operation<T>, Object> answered,
            Processing processing) {}

    /**
     * Begins an operation that is one call.
     *
     * @param call makes the call when it is sent, given the operation's name in the log
     * @param answered gets the reply, on the thread of the connection
     */
    <T> CompletionStage<T> ask(
            Operation<T> operation, Function<Origin, Call> call, BiConsumer<Operation<T>, Object> answered) {
        return begin(new Asking<>(operation, call, answered, Processing.AT_ONCE));
    }

    /** The same, if the worker has to process the reply, under the lock of the sessions. */
    <T> CompletionStage<T> askInOrder(
            Operation<T> operation, Function<Origin, Call> call, BiConsumer<Operation<T>, Object> answered) {
        return begin(new Asking<>(operation, call, answered, Processing.IN_ORDER));
    }

    /** The same, if the call and the reply are about who owns a session at which position, which Redis may lose. */
    <T> CompletionStage<T> askOfOwner(
            Operation<T> operation, Function<Origin, Call> call, BiConsumer<Operation<T>, Object> answered) {
        return begin(new Asking<>(operation, call, answered, Processing.WHILE_KEPT));
    }

    private <T> CompletionStage<T> begin(Asking<T> asking) {
        send(asking, context.operations().begin(asking.operation()));
        return asking.operation().stage();
    }

    private <T> void send(Asking<T> asking, Origin origin) {
        Runnable again = () -> send(asking, origin);
        BooleanSupplier holds =
                asking.processing() == Processing.WHILE_KEPT ? log.losses().untilLoss() : () -> true;
        if (recovery.defers(asking.operation().orderingKey(), again)) {
            return;
        }
        Consumer<Object> answered = reply -> answered(asking, reply, holds, again);
        Consumer<Object> inOrder =
                reply -> context.worker().execute(() -> inOrder(asking, () -> answered.accept(reply)));
        context.operations()
                .sendWhile(
                        holds,
                        asking.operation(),
                        asking.call().apply(origin),
                        asking.processing() == Processing.AT_ONCE ? answered : inOrder,
                        again);
    }

    private <T> void answered(Asking<T> asking, Object reply, BooleanSupplier holds, Runnable again) {
        if (!holds.getAsBoolean()) {
            again.run();
        } else if (!Replies.isUnknown(reply) || !isTriedAgain(asking.operation().orderingKey(), again)) {
            asking.answered().accept(asking.operation(), reply);
        }
    }

    private void inOrder(Asking<?> asking, Runnable processing) {
        try {
            log.change(processing);
        } catch (RuntimeException e) {
            asking.operation().fail(e);
        }
    }

    private boolean isTriedAgain(Object orderingKey, Runnable operation) {
        if (!(orderingKey instanceof ClientId client)) {
            return false;
        }
        Session owned = log.registry().get(client);
        boolean isOwned = owned != null && !owned.state().isOver();
        if (owned != null && isOwned && owned.queue().isPlaced()) {
            recovery.restore(owned, operation);
        } else if (isOwned || log.losses().isInDoubt()) {
            context.later(RETRY_MILLIS, operation);
        } else {
            return false;
        }
        return true;
    }

    /**
     * {@return the call that makes this process the owner of a session}
     *
     * @param owned what this process owns by now
     * @param number that of the attachment
     */
    Call claim(Origin origin, ClientId client, @Nullable Session owned, long number) {
        Object[] words = {
            origin,
            context.process(),
            context.life().sessionMillis(),
            context.life().keepMillis(),
            log.losses().handOverMillis(),
            log.losses().fenceStep(),
            owned == null ? "" : owned.fence(),
            number
        };
        return context.call(Script.ATTACH, client, words)
                .add(Position.arguments(owned == null ? null : owned.queue().position(log.last())));
    }

    /** A process that has not learned the position yet hands over what Redis knows, unless its predecessor still has time. */
    void handOver(Session session, Runnable done) {
        Object[] words = {
            context.operations().ofEngine(), session.fence(), session.reader().note()
        };
        BooleanSupplier kept = log.losses().untilLoss();
        context.sendWhile(
                kept,
                context.call(Script.HANDOVER, session.id(), words)
                        .add(Position.arguments(session.queue().position(LogId.NONE))),
                reply -> done.run(),
                fault -> {
                    LOG.debug("Session could not be handed over (client={})", session.id(), fault);
                    if (kept.getAsBoolean()) {
                        done.run();
                    } else {
                        handOver(session, done);
                    }
                });
    }
}
