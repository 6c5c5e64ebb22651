package io.faye.engine.redis.log;

import io.faye.engine.support.QueuedMessage;
import io.faye.protocol.Message;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A message as the log holds it; decoded only if a session here gets it. */
public final class LoggedMessage {

    private final LogId id;
    private final byte[] source;
    private final int from;
    private final int to;
    private @Nullable QueuedMessage message;
    private boolean unreadable;

    /** Creates a message whose JSON is a part of {@code source}. */
    public LoggedMessage(LogId id, byte[] source, int from, int to) {
        this.id = id;
        this.source = source;
        this.from = from;
        this.to = to;
    }

    LogId id() {
        return id;
    }

    /** Tells what decoding would find. */
    public void is(Message known) {
        message = new QueuedMessage(known);
    }

    /** {@return the message, empty if this is none; racing threads decode it twice, and it then counts twice in the memory budget} */
    Optional<QueuedMessage> message() {
        if (message == null && !unreadable) {
            decode();
        }
        return Optional.ofNullable(message);
    }

    private void decode() {
        try {
            message = new QueuedMessage(
                    Message.parse(Arrays.copyOfRange(source, from, to)).forDelivery());
        } catch (RuntimeException | StackOverflowError e) {
            unreadable = true;
            SkippedEntries.skip(id, e);
        }
    }
}
