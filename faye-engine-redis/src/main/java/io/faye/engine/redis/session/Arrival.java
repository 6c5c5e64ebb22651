package io.faye.engine.redis.session;

import io.faye.engine.redis.client.Replies;
import io.faye.engine.redis.log.LogId;
import io.faye.engine.redis.log.Position;
import io.faye.protocol.ChannelPattern;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What Redis knows of a session that comes to this process.
 *
 * @param waits whether another process owned it, lives, and will hand its position over
 * @param since the end of the log at that moment
 * @param fence its fence from now on
 * @param position how far the client is, as far as Redis knows
 * @param attributes its attributes
 * @param version how often they were changed
 * @param patterns what it is subscribed to
 * @param note what its last reader has left for the next one
 */
record Arrival(
        boolean waits,
        LogId since,
        long fence,
        Position position,
        Map<String, String> attributes,
        long version,
        Set<ChannelPattern> patterns,
        String note) {

    /** {@return what the reply of the script {@code ATTACH} says} */
    static Arrival of(List<?> reply) {
        Map<String, String> state = Replies.map(reply.get(2));
        Position position = Position.parse(number(state, "count"), state.getOrDefault("at", "0-0"));
        LogId end = LogId.parse(Replies.text(reply.get(1)));
        return new Arrival(
                state.containsKey("releasing"),
                LogId.max(end, position.at()),
                number(state, "fence"),
                position,
                attributes(state),
                number(state, "version"),
                patterns(Replies.list(reply.get(3))),
                state.getOrDefault("note", ""));
    }

    /** {@return the state of a session that this process has created} */
    static Arrival ofCreation(LogId entry, Attributes attributes) {
        return new Arrival(
                false, entry, 1, new Position(0, entry), attributes.values(), attributes.version(), Set.of(), "");
    }

    private static long number(Map<String, String> state, String name) {
        return Long.parseLong(state.getOrDefault(name, "0"));
    }

    static Set<ChannelPattern> patterns(List<?> texts) {
        return patternSet(
                texts.stream().map(Replies::text).map(ChannelPattern::of).toList());
    }

    /** {@return a set whose work does not grow faster than its size, although clients choose the hash codes} */
    static Set<ChannelPattern> patternSet(Collection<ChannelPattern> patterns) {
        return Collections.unmodifiableSet(new HashSet<>(patterns));
    }

    /** {@return those fields of a session's hash that users have named} */
    static Map<String, String> attributes(Map<String, String> state) {
        Map<String, String> attributes = new HashMap<>();
        state.forEach((name, value) -> {
            if (name.startsWith("@")) {
                attributes.put(name.substring(1), value);
            }
        });
        return attributes;
    }
}
