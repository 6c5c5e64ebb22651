package io.faye.auth.rules;

import io.faye.auth.Principal;
import io.faye.protocol.Channel;
import io.faye.protocol.ChannelPattern;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A principal and the channels that it asks for: all that begin with some segments and continue as the tail says.
 *
 * @param principal the principal, null for a client that is not authenticated
 * @param segments what is known of the channels' names
 * @param tail what follows these segments
 */
record AccessRequest(@Nullable Principal principal, List<String> segments, Tail tail) {

    enum Tail {
        NOTHING,
        ONE_SEGMENT,
        SEGMENTS
    }

    static AccessRequest about(@Nullable Principal principal) {
        return new AccessRequest(principal, List.of(), Tail.NOTHING);
    }

    static AccessRequest about(@Nullable Principal principal, Channel channel) {
        return new AccessRequest(principal, channel.segments(), Tail.NOTHING);
    }

    static AccessRequest about(@Nullable Principal principal, ChannelPattern pattern) {
        String text = pattern.toString();
        Tail tail = text.endsWith("/**") ? Tail.SEGMENTS : text.endsWith("/*") ? Tail.ONE_SEGMENT : Tail.NOTHING;
        String known = tail == Tail.NOTHING ? text : text.substring(0, text.lastIndexOf('/'));
        List<String> segments =
                known.isEmpty() ? List.of() : List.of(known.substring(1).split("/", -1));
        return new AccessRequest(principal, segments, tail);
    }

    /** {@return the segment at a position, null if it differs from channel to channel} */
    @Nullable
    String segment(int at) {
        return at < segments.size() ? segments.get(at) : null;
    }

    /** {@return whether a wildcard that begins with the first segment stands for channels that begin with this one} */
    static boolean isHeard(String first) {
        return !first.equals("service");
    }
}
