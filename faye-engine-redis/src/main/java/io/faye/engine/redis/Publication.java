package io.faye.engine.redis;

import io.faye.protocol.Channel;
import io.faye.protocol.ClientId;
import io.faye.protocol.Message;
import java.util.Optional;

/** A publish; known until the tail has read its entry, so that this process need not decode its own message. */
final class Publication extends Operation<Boolean> {

    private final Optional<ClientId> publisher;
    private final Message form;

    Publication(Message message, Channel channel) {
        super(message.clientId().<Object>map(client -> client).orElse(channel));
        this.publisher = message.clientId();
        this.form = message.forDelivery();
    }

    Optional<ClientId> publisher() {
        return publisher;
    }

    /** {@return the message as it goes to subscribers} */
    Message form() {
        return form;
    }

    byte[] body() {
        byte[] bytes = new byte[form.toJson().length()];
        form.toJson().bytes().get(bytes);
        return bytes;
    }

    @Override
    boolean isKept() {
        return true;
    }
}
