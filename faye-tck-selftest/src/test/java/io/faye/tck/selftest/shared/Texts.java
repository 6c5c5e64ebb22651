package io.faye.tck.selftest.shared;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.faye.protocol.MalformedMessageException;
import io.faye.protocol.Message;
import io.faye.protocol.MessageCodec;
import io.faye.protocol.ProtocolLimits;

/** Messages as they lie in the store. */
final class Texts {

    private static final MessageCodec CODEC = new MessageCodec(ProtocolLimits.DEFAULT);

    private Texts() {}

    static String text(Message message) {
        return message.forDelivery().toJson().toString();
    }

    static Message message(String text) {
        try {
            return CODEC.decode(text.getBytes(UTF_8)).get(0);
        } catch (MalformedMessageException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
