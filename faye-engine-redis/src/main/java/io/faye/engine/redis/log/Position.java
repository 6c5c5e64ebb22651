package io.faye.engine.redis.log;

import org.jspecify.annotations.Nullable;

/**
 * How far a client is. A process that goes on after it finds the same messages at the same positions.
 *
 * @param count the position of the last message that is not to be delivered again
 * @param at an id in the log; the message at the next position is the first one after it that is for the client
 */
public record Position(long count, LogId at) {

    /** {@return what scripts call count and at; empty texts if there is no position} */
    public static Object[] arguments(@Nullable Position position) {
        return position == null ? new Object[] {"", ""} : new Object[] {position.count, position.at};
    }
}
