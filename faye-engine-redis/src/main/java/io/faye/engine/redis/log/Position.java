package io.faye.engine.redis.log;

import org.jspecify.annotations.Nullable;

/**
 * How far a client is: whoever goes on from here finds the same messages at the same positions.
 *
 * @param count the position of the last message that is not to be delivered again
 * @param at an id in the log; the message at the next position is the first behind it that is for the client
 * @param idle whether nothing waited for the client
 */
public record Position(long count, LogId at, boolean idle) {

    /** {@return what scripts call count, at and idle; nothing if there is no place} */
    public static Object[] arguments(@Nullable Position place) {
        return place == null
                ? new Object[] {"", "", ""}
                : new Object[] {Long.toString(place.count), place.at.toString(), place.idle ? "1" : "0"};
    }
}
