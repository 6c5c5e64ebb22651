package io.faye.engine.redis.log;

import io.faye.protocol.Channel;
import io.faye.protocol.ClientId;
import io.faye.protocol.Message;
import java.util.Optional;

/** A publish; known until the tail has read its entry, so that this process need not decode its own message. */
public final class Publication extends Operation<Boolean> {

    private final Optional<ClientId> publisher;
    private final Message form;

    public Publication(Message message, Channel channel) {
        super(message.clientId().<Object>map(client -> client).orElse(channel));
        this.publisher = message.clientId();
        this.form = message.forDelivery();
    }

    public Optional<ClientId> publisher() {
        return publisher;
    }

    /** {@return the message as it goes to subscribers} */
    public Message form() {
        return form;
    }

    @Override
    public boolean isKept() {
        return true;
    }
}
