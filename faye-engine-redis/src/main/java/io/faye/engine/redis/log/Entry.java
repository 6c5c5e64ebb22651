package io.faye.engine.redis.log;

import io.faye.engine.support.QueuedMessage;
import io.faye.protocol.Channel;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the log tells every node, in the same order. */
public sealed interface Entry {

    /** {@return its id in the log} */
    LogId id();

    /** {@return which node wrote it, and for which of its operations} */
    Origin origin();

    /**
     * A message for all who subscribe.
     *
     * @param channel where it goes
     * @param body the message as it goes to subscribers
     * @param named whether the node that wrote it asked if the publisher's session existed, and it did
     */
    record Published(LogId id, Origin origin, Channel channel, LoggedMessage body, boolean named) implements Entry {

        /** {@return the message, empty if it cannot be read} */
        public Optional<QueuedMessage> message() {
            return body.message();
        }
    }

    /**
     * A process has put sessions back after Redis may have lost them.
     *
     * @param history the id of the history in which it did that
     * @param step which sessions
     * @param living the processes that lived before, as far as it knows
     */
    record Reported(LogId id, Origin origin, String history, Step step, Set<String> living) implements Entry {

        /** Which sessions are back. */
        public enum Step {
            /** Those that the process owns. */
            OWNED,
            /** Also those that it had left to others a moment before. */
            LEFT
        }
    }

    /** Something that concerns one session. */
    sealed interface Control extends Entry {

        /** {@return the session} */
        ClientId client();
    }

    /** A session began; its owner is the node that wrote this. */
    record Begun(LogId id, Origin origin, ClientId client) implements Control {}

    /**
     * A session ended.
     *
     * @param patterns what it was subscribed to
     */
    record Ended(LogId id, Origin origin, ClientId client, List<ChannelPattern> patterns) implements Control {}

    /**
     * A subscription began.
     *
     * @param pattern what to
     */
    record Subscribed(LogId id, Origin origin, ClientId client, ChannelPattern pattern) implements Control {}

    /**
     * A subscription ended.
     *
     * @param pattern what from
     */
    record Unsubscribed(LogId id, Origin origin, ClientId client, ChannelPattern pattern) implements Control {}

    /**
     * Another node owns the session now.
     *
     * @param owner that node
     * @param fence the session's fence from now on
     */
    record Claimed(LogId id, Origin origin, ClientId client, String owner, long fence) implements Control {}

    /**
     * The previous owner has handed the session over.
     *
     * @param fence the fence that the previous owner had
     * @param position how far the client is
     * @param note of the previous owner's reader, for the next one
     */
    record HandedOver(LogId id, Origin origin, ClientId client, long fence, Position position, String note)
            implements Control {}

    /**
     * Another node knows what the client has.
     *
     * @param position up to where
     */
    record Acknowledged(LogId id, Origin origin, ClientId client, long position) implements Control {}

    /**
     * Another node changed an attribute.
     *
     * @param version of all attributes of the session
     * @param change the attribute's name, and its value if it has one
     */
    record Attributed(LogId id, Origin origin, ClientId client, long version, List<String> change) implements Control {}
}
