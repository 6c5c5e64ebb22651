package io.faye.engine.redis.log;

import io.faye.engine.support.QueuedMessage;
import io.faye.protocol.MalformedMessageException;
import io.faye.protocol.Message;
import io.faye.protocol.MessageCodec;
import io.faye.protocol.ProtocolLimits;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A message as the log holds it; decoded only if a session here gets it. */
public final class LoggedMessage {

    /** The process that let the message in has held it against its limits. */
    private static final MessageCodec CODEC = new MessageCodec(
            new ProtocolLimits(1, 10_000, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, 1, 1));

    private final LogId id;
    private final byte[] bytes;
    private @Nullable QueuedMessage message;
    private boolean unreadable;

    public LoggedMessage(LogId id, byte[] bytes) {
        this.id = id;
        this.bytes = bytes;
    }

    int length() {
        return bytes.length;
    }

    /** Tells what decoding would find. */
    public void is(Message known) {
        message = new QueuedMessage(known);
    }

    /** {@return the message, empty if this is none; racing threads decode it twice, and it then counts twice in the memory budget} */
    Optional<QueuedMessage> message() {
        QueuedMessage known = message;
        if (known != null || unreadable) {
            return Optional.ofNullable(known);
        }
        Optional<QueuedMessage> decoded = decode();
        message = decoded.orElse(null);
        unreadable = decoded.isEmpty();
        return decoded;
    }

    private Optional<QueuedMessage> decode() {
        try {
            List<Message> messages = CODEC.decode(bytes);
            if (messages.size() == 1) {
                return Optional.of(new QueuedMessage(messages.get(0).forDelivery()));
            }
            SkippedEntries.skip(id, new IllegalArgumentException("Expected one message, found " + messages.size()));
        } catch (MalformedMessageException | RuntimeException | StackOverflowError e) {
            SkippedEntries.skip(id, e);
        }
        return Optional.empty();
    }
}
