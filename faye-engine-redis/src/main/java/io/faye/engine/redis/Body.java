package io.faye.engine.redis;

import io.faye.engine.support.QueuedMessage;
import io.faye.protocol.MalformedMessageException;
import io.faye.protocol.Message;
import io.faye.protocol.MessageCodec;
import io.faye.protocol.ProtocolLimits;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A message as the log holds it; read only if somebody here gets it. */
final class Body {

    /** Whoever let the message in has held it against his limits. */
    private static final MessageCodec CODEC = new MessageCodec(
            new ProtocolLimits(1, 10_000, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, 1, 1));

    private final byte[] bytes;
    private @Nullable QueuedMessage message;

    Body(byte[] bytes) {
        this.bytes = bytes;
    }

    int length() {
        return bytes.length;
    }

    /** Says what reading would find. */
    void is(Message known) {
        message = new QueuedMessage(known);
    }

    /** Racing threads read it twice; then it counts twice in the memory budget. */
    QueuedMessage message() {
        QueuedMessage known = message;
        if (known == null) {
            known = new QueuedMessage(read());
            message = known;
        }
        return known;
    }

    private Message read() {
        try {
            List<Message> messages = CODEC.decode(bytes);
            if (messages.size() == 1) {
                return messages.get(0).forDelivery();
            }
        } catch (MalformedMessageException e) {
            throw new IllegalArgumentException("Expected a message in the log: " + e.getMessage(), e);
        }
        throw new IllegalArgumentException("Expected one message in each entry of the log");
    }
}
