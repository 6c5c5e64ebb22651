package io.faye.tck.history;

import io.faye.protocol.Channel;
import io.faye.protocol.ClientId;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A message that was published; its data is its number, so that it is known wherever it appears.
 *
 * @param number unlike that of all other messages
 */
record Sent(long number, Channel channel, @Nullable ClientId publisher) {

    /** Among the fields, what an engine has to pass on as it came. */
    private static final Json EXT = Json.of(java.util.Map.of("kit", "history"));

    Message message() {
        Message plain = Message.to(channel)
                .with(Message.Field.ID, Json.of("h" + number))
                .with(Message.Field.DATA, Json.of(number));
        Message whole = number % 7 == 0 ? plain.with(Message.Field.EXT, EXT) : plain;
        return publisher == null ? whole : whole.with(Message.Field.CLIENT_ID, publisher.toJson());
    }

    /** {@return the number of the message that this is, if it is one} */
    static OptionalLong number(Json data) {
        return data.kind() == Json.Kind.NUMBER ? data.asLong() : OptionalLong.empty();
    }

    /** {@return whether a subscriber may get it so} */
    boolean arrivesAs(Message message) {
        return message.equals(message().without(Message.Field.CLIENT_ID));
    }

    @Override
    public String toString() {
        return channel + " #" + number;
    }
}
