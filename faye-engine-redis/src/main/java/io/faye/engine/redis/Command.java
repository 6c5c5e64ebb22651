package io.faye.engine.redis;

import io.faye.engine.EngineException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import redis.clients.jedis.CommandArguments;

/**
 * Something for Redis to do.
 *
 * @param arguments what
 * @param bytes how long that is, roughly
 * @param lane the commands of a lane keep their order
 * @param urgency whether it may overtake those of other lanes
 * @param wanted whether it is still to be done when its turn comes
 * @param reply is told the answer
 * @param fault is told why there is none; whether it was done is then unknown, unless Redis refused it
 */
record Command(
        CommandArguments arguments,
        int bytes,
        Object lane,
        Urgency urgency,
        BooleanSupplier wanted,
        Consumer<Object> reply,
        Consumer<RuntimeException> fault) {

    static final int SMALL = 256;

    /** Messages flow on while thousands of clients come or leave. */
    enum Urgency {
        URGENT,
        PATIENT
    }

    /** Something urgent that this node does on its own account, in no lane. */
    static Command of(CommandArguments arguments, Consumer<Object> reply, Consumer<RuntimeException> fault) {
        return new Command(arguments, SMALL, new Object(), Urgency.URGENT, () -> true, reply, fault);
    }

    /** Its time has passed before its turn came. */
    void refuseUnsent() {
        fault.accept(new EngineException("Redis is away or slow: the operation was not begun in time"));
    }
}
