package io.faye.engine.redis.client;

import io.faye.engine.EngineException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * A call that waits for its turn.
 *
 * @param call what Redis is to do
 * @param orderingKey commands with the same key keep their order
 * @param urgency whether it may overtake those with other ordering keys
 * @param wanted whether it is still to be done when its turn comes
 * @param reply gets the reply
 * @param fault gets the reason why there is none; whether it was done is then unknown, unless Redis refused it
 */
public record Command(
        Call call,
        Object orderingKey,
        Urgency urgency,
        BooleanSupplier wanted,
        Consumer<Object> reply,
        Consumer<RuntimeException> fault) {

    /** Messages flow on while thousands of clients come or leave. */
    public enum Urgency {
        URGENT,
        PATIENT
    }

    /** Something urgent that this process does on its own account, with an ordering key of its own. */
    public static Command of(Call call, Consumer<Object> reply, Consumer<RuntimeException> fault) {
        return new Command(call, new Object(), Urgency.URGENT, () -> true, reply, fault);
    }

    /** Fails because its time has passed before its turn came. */
    void refuseUnsent() {
        fault.accept(new EngineException("Redis is away or slow: the operation was not begun in time"));
    }
}
