package io.faye.engine;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The handle with which one process reads a session's queue; {@link Engine#attach} returns it.
 *
 * <p>Only the newest attachment of a session reads (rule HND-1 of {@link Engine}). On an attachment that is
 * superseded, released, or whose session has ended, {@link #read} returns an empty batch and {@link #release} does
 * nothing; {@link #acknowledge} still counts, as long as the session lives.
 *
 * <p>Methods follow the same conventions as those of {@link Engine}: they return at once, never block, never throw,
 * never return null, and a fault completes the stage with {@link EngineException}.
 */
public interface Attachment {

    /** {@return the session's attributes as they were when it was attached} */
    Map<String, String> attributes();

    /**
     * {@return the note that the previous reader left, by {@link #release} or {@link AttachmentListener#moved}; empty
     * if it left none or did not live long enough to hand it over} Each note is handed over once.
     */
    Optional<String> note();

    /**
     * Reads queued messages after a position, oldest first. Removes nothing.
     *
     * @param after the position after which the batch begins; 0, or any position that is acknowledged, for the first
     *     message that is not acknowledged
     * @param maxMessages how many messages at most; 1 or more
     * @param maxBytes how many bytes of JSON at most; a single message may be longer
     * @return the messages, at least one if any is queued after the position, and the position of the last
     */
    CompletionStage<Batch> read(long after, int maxMessages, int maxBytes);

    /**
     * Removes messages up to a position from the queue. Idempotent. A position ahead of what this process has seen is
     * remembered; a position ahead of what was ever queued is ignored.
     *
     * @param upTo the position of the last message that the client has confirmed
     * @return completes when the messages are not read again
     */
    CompletionStage<Void> acknowledge(long upTo);

    /**
     * Stops reading. The session goes on; it may be attached again, here or in another process.
     *
     * @param note opaque text for the next reader, at most 1,000 characters; empty for none
     * @return completes when another process can attach the session without waiting for this one
     */
    CompletionStage<Void> release(String note);
}
