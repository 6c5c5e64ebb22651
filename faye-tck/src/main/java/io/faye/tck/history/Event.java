package io.faye.tck.history;

import io.faye.protocol.Channel;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.protocol.Json;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something that an engine told its host.
 *
 * @param client the session that it is about; of a published message the publisher
 * @param about a {@link ChannelPattern}, {@link Published}, a set of patterns, the number of an
 *     attachment, or nothing
 */
record Event(Kind kind, int process, @Nullable ClientId client, @Nullable Object about, Moment moment) implements Line {

    /** What an engine can tell. */
    enum Kind {
        HANDSHAKE,
        SUBSCRIBE,
        UNSUBSCRIBE,
        PUBLISH,
        DISCONNECT,
        AVAILABLE,
        MOVED,
        ENDED,
        /** The engine itself says that it has ended a session. */
        CLIENT_ENDED;

        /** {@return whether this is one of the five monitoring events} */
        boolean isMonitored() {
            return compareTo(DISCONNECT) <= 0;
        }
    }

    /** A message, as the event tells of it. */
    record Published(Channel channel, Json data) {
        @Override
        public String toString() {
            return channel + " " + data;
        }
    }

    @Override
    public long tick() {
        return moment.tick();
    }

    ChannelPattern pattern() {
        return (ChannelPattern) Objects.requireNonNull(about);
    }

    Published published() {
        return (Published) Objects.requireNonNull(about);
    }

    /** {@return the number of the attachment whose listener was told, 0 if that is unknown} */
    long attachment() {
        return about instanceof Long number ? number : 0;
    }

    boolean isIn(Call call) {
        return call.begin() < tick() && tick() < call.end();
    }
}
