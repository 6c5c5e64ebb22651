package io.faye.extension;

import io.faye.protocol.Channel;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * A handle for one session of the service, in whatever process its client is connected. It holds nothing but the id: every
 * method asks the engine, and says {@link Outcome#ENDED} if the session is unknown or has ended.
 *
 * <p>Stages fail if the engine does. Methods do not block and may be called from any thread; calls that one thread makes for
 * one session, one after another, take effect in that order.
 */
public interface Session {

    /** {@return the session's id} Whoever knows it can act as the client. */
    ClientId id();

    /** {@return the session's attributes, or empty if it is unknown or has ended} */
    CompletionStage<Optional<Map<String, String>>> attributes();

    /**
     * Sets an attribute. Other processes see it within a second.
     *
     * @param name the attribute's name, which does not begin with {@code faye.}
     * @param value its value
     * @return {@link Outcome#UNCHANGED} if the attribute has this value
     */
    CompletionStage<Outcome> setAttribute(String name, String value);

    /**
     * Sets an attribute that the session does not have. If several callers do so at once, in any processes, one succeeds.
     *
     * @param name the attribute's name, which does not begin with {@code faye.}
     * @param value its value
     * @return {@link Outcome#UNCHANGED} if the session has such an attribute, whatever its value is
     */
    CompletionStage<Outcome> setAttributeIfAbsent(String name, String value);

    /**
     * Removes an attribute.
     *
     * @param name the attribute's name, which does not begin with {@code faye.}
     * @return {@link Outcome#UNCHANGED} if the session has no such attribute
     */
    CompletionStage<Outcome> removeAttribute(String name);

    /**
     * Delivers a message to this session alone. It waits in the session's queue, after what waits there already, and follows
     * the client to other connections and processes, like a message on a channel that only this session is subscribed to.
     * Extensions see it on its way out. Clients hand it to what listens on its channel: those of CometD to any listener,
     * those of Faye to the handlers of a subscription.
     *
     * @param message has a channel, which is not one of the protocol; a {@code clientId} is taken out
     * @return completes when the message is queued; {@link Outcome#LIMIT_REACHED} if the session has as many subscriptions as
     *     it may have, because the first delivery takes one
     * @throws IllegalArgumentException if the message has no such channel
     */
    CompletionStage<Outcome> deliver(Message message);

    /**
     * Delivers data to this session alone.
     *
     * @param channel the channel that the client sees, such as {@code /service/prices}
     * @param data the payload, as {@link Json#of} takes it
     * @return completes when the message is queued, as with {@link #deliver(Message)}
     * @throws IllegalArgumentException if the text is not a channel or is one of the protocol, or the data cannot be written
     *     as JSON
     */
    default CompletionStage<Outcome> deliver(String channel, Object data) {
        return deliver(Message.to(Channel.of(channel)).with(Message.Field.DATA, Json.of(data)));
    }

    /**
     * Subscribes the session, as its client could: no access rule is asked. Clients of Faye pass on what they get only to
     * handlers of subscriptions that they have made themselves.
     *
     * @param pattern what to; service channels are allowed
     * @return {@link Outcome#UNCHANGED} if it is subscribed already
     * @throws IllegalArgumentException if the pattern is for channels of the protocol
     */
    CompletionStage<Outcome> subscribe(ChannelPattern pattern);

    /**
     * Unsubscribes the session.
     *
     * @param pattern what from, exactly as it was subscribed to
     * @return {@link Outcome#UNCHANGED} if it is not subscribed
     * @throws IllegalArgumentException if the pattern is for channels of the protocol
     */
    CompletionStage<Outcome> unsubscribe(ChannelPattern pattern);

    /**
     * {@return what the session is subscribed to, or empty if it is unknown or has ended} The engine is asked, which may ask
     * its store: this is for looking at some sessions, not for each message.
     */
    CompletionStage<Optional<Set<ChannelPattern>>> subscriptions();

    /**
     * Ends the session: its client gets {@code 401} and is advised to shake hands again.
     *
     * @return {@link Outcome#ENDED} if it had ended before
     */
    CompletionStage<Outcome> disconnect();

    /**
     * {@return completes when the session has ended, for whatever reason; at once if it is unknown} If the session ends in
     * another process, that takes up to the server's timeout longer. Never fails.
     */
    CompletionStage<Void> ended();

    /** What came of an operation. */
    enum Outcome {
        /** The operation took effect. */
        DONE,
        /** It was as asked for already. */
        UNCHANGED,
        /** The session is unknown or has ended; nothing changed. */
        ENDED,
        /** The session has as many subscriptions as it may have; nothing changed. */
        LIMIT_REACHED
    }
}
