package io.faye.engine;

import io.faye.protocol.Channel;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.protocol.Message;
import io.faye.protocol.Message.Field;
import java.util.ArrayList;
import java.util.List;

/**
 * The channel over which a host delivers messages to one session alone. The host subscribes the session to the channel and
 * publishes there, so that an engine needs no operation of its own for it: a message is queued, keeps its order and follows
 * the session to other processes like any other.
 *
 * <p>The channels belong to the host: it refuses clients that publish or subscribe there, and {@link MonitoredEngine} reports
 * no events about them. A message on its way names the channel that its receiver will see in a field.
 */
public final class SessionChannel {

    private static final String PREFIX = "/service/!session/";

    /** The field with the channel that the receiver will see. */
    private static final String SEEN = "faye.channel";

    private SessionChannel() {}

    /**
     * {@return what a session has to be subscribed to, so that it gets what is delivered to it alone}
     *
     * @param client the session
     */
    public static ChannelPattern pattern(ClientId client) {
        return ChannelPattern.of(PREFIX + client);
    }

    /**
     * {@return whether a channel belongs to the host}
     *
     * @param channel a channel
     */
    public static boolean isReserved(Channel channel) {
        return channel.toString().startsWith(PREFIX);
    }

    /**
     * {@return whether a pattern stands for channels of the host alone}
     *
     * @param pattern a pattern
     */
    public static boolean isReserved(ChannelPattern pattern) {
        return pattern.toString().startsWith(PREFIX);
    }

    /**
     * {@return a message in the form in which the host publishes it for one session} The session is its publisher, so that
     * several such messages keep their order, and {@link Engine#publish} says whether the session lives.
     *
     * @param client the session
     * @param message has a channel, which the session will see
     * @throws IllegalArgumentException if the message has no channel
     */
    public static Message wrap(ClientId client, Message message) {
        Channel seen = message.channel()
                .orElseThrow(
                        () -> new IllegalArgumentException("Expected a message with a channel, but got " + message));
        return message.with(Field.CHANNEL, Channel.of(PREFIX + client).toJson())
                .with(SEEN, seen.toJson())
                .with(Field.CLIENT_ID, client.toJson());
    }

    /**
     * {@return the messages as a session's client sees them} What was delivered to another session alone is left out: an
     * in-process client that is subscribed to {@code /service/**} has it in its queue.
     *
     * @param client the session that the messages were read for
     * @param messages what was read
     */
    public static List<Message> received(ClientId client, List<Message> messages) {
        for (Message message : messages) {
            if (isWrapped(message)) {
                return unwrapped(PREFIX + client, messages);
            }
        }
        return messages;
    }

    private static boolean isWrapped(Message message) {
        return message.channel().filter(SessionChannel::isReserved).isPresent();
    }

    private static List<Message> unwrapped(String own, List<Message> messages) {
        List<Message> unwrapped = new ArrayList<>(messages.size());
        for (Message message : messages) {
            if (!isWrapped(message)) {
                unwrapped.add(message);
            } else if (message.text(Field.CHANNEL).filter(own::equals).isPresent()) {
                message.field(SEEN)
                        .ifPresent(seen ->
                                unwrapped.add(message.with(Field.CHANNEL, seen).without(SEEN)));
            }
        }
        return unwrapped;
    }
}
