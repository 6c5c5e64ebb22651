package io.faye.extension;

import io.faye.protocol.Message;

/**
 * Sees every message on its way in and out, and may change, refuse or drop it. Faye's documentation calls these the
 * incoming and outgoing extensions of a server.
 *
 * <p>Extensions run in the order in which they were added, in both directions. For one connection they see one message
 * at a time, in order; for different connections they are called from many threads at once. They must not block: what
 * takes time returns {@link Verdict#when}. An extension that throws, or whose verdict does not come within the time
 * limit, refuses that one message with {@code 500::Internal server error}.
 *
 * <p>Override only the directions that you look at: messages that no extension looks at pass without any cost.
 *
 * <p>Messages are seen before the server has checked them: {@link Message#channel} is empty where a name is not valid.
 */
public interface Extension {

    /**
     * A message from a client, the server has not looked at it yet.
     *
     * @param message what the client sent
     * @param exchange where it comes from
     * @return what shall become of it; refused: the client gets the error as reply; dropped: no reply at all
     */
    default Verdict incoming(Message message, Exchange exchange) {
        return Verdict.pass(message);
    }

    /**
     * A message to a client: a reply of the server, or a published message on its way to one subscriber. Hand a message
     * on unchanged where possible: then all subscribers share one encoded form.
     *
     * @param message what is about to be sent
     * @param exchange where it goes to; {@link Exchange#client} is the receiver
     * @return what shall become of it; a reply that is refused goes out with the error, a published message that is
     *     refused is not delivered
     */
    default Verdict outgoing(Message message, Exchange exchange) {
        return Verdict.pass(message);
    }

    /**
     * The extension was added to a server.
     *
     * @param sessions the server's sessions
     */
    default void added(Sessions sessions) {}

    /** The extension was removed from the server, or the server closed. */
    default void removed() {}
}
