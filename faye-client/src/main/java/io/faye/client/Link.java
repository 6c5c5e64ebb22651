package io.faye.client;

import io.faye.protocol.ConnectionType;
import io.faye.protocol.Message;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** A way to the server, in use for one connection. Used on the client's loop only. */
interface Link {

    ConnectionType type();

    /** {@return whether replies come later and not with the response, so that all are lost when the link is} */
    boolean streams();

    /**
     * Sends messages.
     *
     * @return completes on the loop: when the messages are sent if the link streams, otherwise when the response was
     *     received
     */
    CompletionStage<?> send(List<Message> messages, Duration limit);

    /** Gives the link up: nothing that comes over it is received any more, but for responses to publications. */
    void close();

    /** Takes what links bring, on the loop. */
    interface Receiver {

        void received(List<Message> messages);

        void lost(Link link, FayeClientException reason);
    }
}
