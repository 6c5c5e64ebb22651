package io.faye.auth;

import io.faye.extension.Exchange;
import io.faye.protocol.Channel;
import io.faye.protocol.Message;

/** For what somebody must be authenticated. */
enum AuthenticationRequirement {
    NOTHING,
    PUBLICATIONS,
    EVERYTHING;

    /** {@return whether nobody may do what the message asks without being authenticated} */
    boolean isMissedBy(Message message, Exchange exchange) {
        return switch (this) {
            case NOTHING -> false;
            case PUBLICATIONS -> publishes(message);
            case EVERYTHING ->
                publishes(message) || isHandshake(message) || exchange.client().isPresent();
        };
    }

    /** What is no valid channel is not let through either. */
    private static boolean publishes(Message message) {
        return message.channel().filter(Channel::isMeta).isEmpty();
    }

    private static boolean isHandshake(Message message) {
        return message.channel().filter(Channel.HANDSHAKE::equals).isPresent();
    }
}
