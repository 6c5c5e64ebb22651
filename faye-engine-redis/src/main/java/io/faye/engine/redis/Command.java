package io.faye.engine.redis;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import redis.clients.jedis.CommandArguments;

/**
 * Something for Redis to do.
 *
 * @param arguments what
 * @param bytes how long that is, roughly
 * @param wanted whether it is still to be done when its turn comes
 * @param reply is told the answer
 * @param fault is told why there is none; whether it was done is then unknown, unless Redis refused it
 */
record Command(
        CommandArguments arguments,
        int bytes,
        BooleanSupplier wanted,
        Consumer<Object> reply,
        Consumer<RuntimeException> fault) {

    static final int SMALL = 256;

    static Command of(CommandArguments arguments, Consumer<Object> reply, Consumer<RuntimeException> fault) {
        return new Command(arguments, SMALL, () -> true, reply, fault);
    }
}
