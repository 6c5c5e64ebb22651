package io.faye.engine;

import io.faye.protocol.Message;
import java.util.List;

/**
 * Messages read from a session's queue.
 *
 * @param messages oldest first, in the form in which they go to subscribers
 * @param last the position of the last of them; of an empty batch the greater of the position asked for and the
 *     acknowledged position
 */
public record Batch(List<Message> messages, long last) {

    /**
     * {@return whether nothing was queued}
     */
    public boolean isEmpty() {
        return messages.isEmpty();
    }
}
