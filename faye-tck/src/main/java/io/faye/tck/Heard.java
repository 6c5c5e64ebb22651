package io.faye.tck;

import io.faye.protocol.ClientId;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One call of an engine to its host.
 *
 * @param at the host's time
 * @param process the number of the host that heard it, 1 for the first
 * @param client whom it is about; of a publish event the publisher, if there is one
 * @param channel the channel or pattern, if there is one
 * @param data what was published
 */
record Heard(
        Duration at,
        int process,
        Kind kind,
        @Nullable ClientId client,
        @Nullable String channel,
        @Nullable String data) {

    /** What was called. */
    enum Kind {
        HANDSHAKE,
        SUBSCRIBE,
        UNSUBSCRIBE,
        PUBLISH,
        DISCONNECT,
        AVAILABLE,
        MOVED,
        ENDED,
        /** The engine itself says that it has ended a session; the data are the subscriptions. */
        CLIENT_ENDED;

        /** {@return whether this is one of the five monitoring events} */
        boolean isEvent() {
            return compareTo(DISCONNECT) <= 0;
        }
    }

    boolean is(Kind other, Client about) {
        return kind == other && about.id().equals(client);
    }

    /** {@return such as {@code subscribe alice /a}} */
    String text(Names names) {
        return kind.name().toLowerCase(Locale.ROOT) + " " + (client == null ? "-" : names.of(client))
                + (channel == null ? "" : " " + channel) + (data == null ? "" : " " + data);
    }
}
