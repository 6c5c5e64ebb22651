package io.faye.engine.redis.session;

import io.faye.engine.redis.client.Call;
import io.faye.engine.redis.client.Command;
import io.faye.engine.redis.client.Replies;
import io.faye.engine.redis.log.Operation;
import io.faye.engine.redis.log.Origin;
import io.faye.protocol.ClientId;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Asks Redis about sessions. An operation of a session that is to be put back waits for that. An operation of a session
 * that this process owns, and that Redis does not know, has the session put back, and is tried again. For some seconds after
 * Redis has lost entries another process may yet put a session back: operations of unknown sessions are tried again.
 */
final class SessionCalls {

    private static final long RETRY_MILLIS = 100;
    private static final long DOUBT_MILLIS = 5_000;

    private final SessionContext context;
    private final SessionRegistry registry;
    private final Recovery recovery;
    private volatile long doubtUntilMillis;

    SessionCalls(SessionContext context, SessionRegistry registry, Recovery recovery) {
        this.context = context;
        this.registry = registry;
        this.recovery = recovery;
    }

    /**
     * Begins an operation that is one call.
     *
     * @param call makes the call when it is sent, given the operation's name in the log
     * @param answered is told the reply, on the thread of the connection
     */
    <T> CompletionStage<T> ask(
            Operation<T> operation, Function<Origin, Call> call, BiConsumer<Operation<T>, Object> answered) {
        Origin origin = context.operations().begin(operation);
        send(operation, () -> call.apply(origin), answered);
        return operation.stage();
    }

    /** The same, if the reply has to be processed on the worker. */
    <T> CompletionStage<T> askInOrder(
            Operation<T> operation, Function<Origin, Call> call, BiConsumer<Operation<T>, Object> answered) {
        return ask(operation, call, (same, reply) -> context.worker().execute(() -> {
            try {
                answered.accept(same, reply);
            } catch (RuntimeException e) {
                same.fail(e);
            }
        }));
    }

    private <T> void send(Operation<T> operation, Supplier<Call> call, BiConsumer<Operation<T>, Object> answered) {
        Runnable again = () -> send(operation, call, answered);
        if (recovery.defers(operation.lane(), again)) {
            return;
        }
        context.operations().send(operation, Command.Urgency.PATIENT, call.get(), reply -> {
            if (!Replies.isUnknown(reply) || !isTriedAgain(operation.lane(), again)) {
                answered.accept(operation, reply);
            }
        });
    }

    private boolean isTriedAgain(Object lane, Runnable operation) {
        if (!(lane instanceof ClientId client)) {
            return false;
        }
        Session owned = registry.get(client);
        if (owned != null && !owned.isOver()) {
            recovery.restore(owned, operation);
            return true;
        }
        boolean isInDoubt =
                !context.current().getAsBoolean() || context.host().clock().millis() < doubtUntilMillis;
        if (isInDoubt) {
            context.later(RETRY_MILLIS, operation);
        }
        return isInDoubt;
    }

    /** Redis was restarted or replaced, and may have lost entries, also such as were not read here yet. */
    void entriesLost() {
        doubtUntilMillis = context.host().clock().millis() + DOUBT_MILLIS;
    }
}
