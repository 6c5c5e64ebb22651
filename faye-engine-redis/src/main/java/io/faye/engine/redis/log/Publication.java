package io.faye.engine.redis.log;

import io.faye.protocol.Channel;
import io.faye.protocol.ClientId;
import io.faye.protocol.Message;
import java.util.Optional;

/** A publish; known until the tail has read its entry, so that this process need not decode its own message. */
public final class Publication extends Operation<Boolean> {

    /** To write and read so many bytes of a message takes about as long as a delivery. */
    private static final int BYTES_OF_A_DELIVERY = 256;

    private final Optional<ClientId> publisher;
    private final Message form;
    private final int weight;

    /**
     * Creates a publish.
     *
     * @param subscriptions how many subscriptions of this process match
     */
    public Publication(Message message, Channel channel, int subscriptions) {
        super(message.clientId().<Object>map(client -> client).orElse(channel));
        this.publisher = message.clientId();
        this.form = message.forDelivery();
        this.weight = subscriptions + form.toJson().length() / BYTES_OF_A_DELIVERY;
    }

    public Optional<ClientId> publisher() {
        return publisher;
    }

    /** {@return the message as it goes to subscribers} */
    public Message form() {
        return form;
    }

    @Override
    int weight() {
        return weight;
    }

    @Override
    public boolean isKept() {
        return true;
    }
}
