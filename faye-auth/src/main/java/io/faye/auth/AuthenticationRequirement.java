package io.faye.auth;

import io.faye.extension.Exchange;
import io.faye.protocol.Channel;
import io.faye.protocol.Message;

/** Which messages need an authenticated principal. */
enum AuthenticationRequirement {
    NOTHING,
    PUBLICATIONS,
    EVERYTHING;

    /** {@return whether the message needs a principal} */
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
