package io.faye.engine.support;

import io.faye.engine.Attachment;
import io.faye.engine.AttachmentListener;
import io.faye.engine.Batch;
import java.util.Map;
import java.util.Optional;

/**
 * The contract of {@link Attachment} for a store whose driver blocks; {@link BlockingEngine#attach} returns it. Its
 * calls are made in the order of the session's other calls.
 */
public interface BlockingAttachment {

    /** {@return the session's attributes as they were when it was attached} */
    Map<String, String> attributes();

    /** {@return the note that the previous reader left; empty if there is none} Each note is handed over once. */
    Optional<String> note();

    /**
     * Reads queued messages after a position, oldest first. Removes nothing. If the batch is cut short by
     * {@code maxBytes} while more is readable, calls {@link AttachmentListener#messagesAvailable}.
     *
     * @param after the position after which the batch begins; 0, or any position that is acknowledged, for the first
     *     message that is not acknowledged
     * @param maxMessages how many messages at most; 1 or more
     * @param maxBytes how many bytes of JSON at most; a single message may be longer
     * @return the messages, none if this is not the newest attachment or was released, and the position of the last
     */
    Batch read(long after, int maxMessages, int maxBytes);

    /**
     * Removes messages up to a position from the queue, also if this is not the newest attachment.
     *
     * @param upTo the position of the last message that the client has confirmed; ignored if it is ahead of what was
     *     queued
     */
    void acknowledge(long upTo);

    /**
     * Stops reading; does nothing if this is not the newest attachment or was released.
     *
     * @param note opaque text for the next reader, at most 1,000 characters; empty for none
     */
    void release(String note);
}
