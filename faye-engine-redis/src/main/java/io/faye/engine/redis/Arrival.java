package io.faye.engine.redis;

import io.faye.engine.EngineContext;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What Redis knows of a session that comes to this node.
 *
 * @param waits whether its old owner lives and will say how far the client is
 * @param since the end of the log at that moment
 * @param fence its fence here
 * @param place how far it is, as far as Redis knows
 * @param complete a time before which there is nothing behind the place that the client could have missed
 * @param attributes its attributes
 * @param version how often they were changed
 * @param patterns what it is subscribed to
 * @param note what its last reader has left for the next one
 */
record Arrival(
        boolean waits,
        LogId since,
        long fence,
        Place place,
        long complete,
        Map<String, String> attributes,
        long version,
        Set<ChannelPattern> patterns,
        String note) {

    /** How late a node may be that believes that it has read everything. */
    private static final long LATE_MILLIS = 5_000;

    static Arrival of(List<?> reply) {
        Map<String, String> state = Replies.map(reply.get(4));
        Place place = new Place(number(state, "count"), LogId.parse(state.getOrDefault("at", "0-0")), false);
        LogId newest = LogId.parse(Replies.text(reply.get(3)));
        return new Arrival(
                Replies.number(reply.get(1)) == 1,
                LogId.max(newest, place.at()),
                number(state, "fence"),
                place,
                Math.max(place.at().millis(), number(state, "fresh") - LATE_MILLIS),
                attributes(state),
                number(state, "version"),
                patterns(Replies.list(reply.get(5))),
                state.getOrDefault("note", ""));
    }

    private static long number(Map<String, String> state, String name) {
        return Long.parseLong(state.getOrDefault(name, "0"));
    }

    static Set<ChannelPattern> patterns(List<?> texts) {
        Set<ChannelPattern> patterns = new HashSet<>();
        texts.forEach(text -> patterns.add(ChannelPattern.of(Replies.text(text))));
        return patterns;
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

    Session session(ClientId client, EngineContext context, Consumer<Session> overflowing) {
        Attributes known = new Attributes(attributes, version);
        Session session =
                new Session(client, fence, place, complete, since, known, patterns, note, context, overflowing);
        if (waits) {
            session.queue().await();
        }
        return session;
    }
}
