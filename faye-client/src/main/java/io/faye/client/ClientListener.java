package io.faye.client;

import io.faye.protocol.ChannelPattern;
import java.time.Duration;

/**
 * Is told whether a client is connected, and why it is not. Methods are called one at a time, in the order of events, on a
 * thread where they may block. What they throw is logged.
 */
public interface ClientListener {

    /** The client begins an attempt to connect. */
    default void connecting() {}

    /**
     * The client is connected.
     *
     * @param connection how
     */
    default void connected(Connection connection) {}

    /**
     * The client is not connected and waits until it tries again.
     *
     * @param reason why: a {@link RefusedException} if the server refused the client, such as {@code 401} with the
     *     server's text, otherwise what the network or the application's supplier of tokens says
     * @param delay how long the client waits
     */
    default void waiting(FayeClientException reason, Duration delay) {}

    /**
     * The server refused to restore a subscription in a new session. The client has given the subscription up.
     *
     * @param pattern what the subscription was to
     * @param reason what the server said
     */
    default void subscriptionLost(ChannelPattern pattern, FayeClientException reason) {}

    /**
     * The client is closed. It is the last call.
     *
     * @param reason whether the application or the server closed it
     */
    default void closed(ClientClosedException reason) {}

    /**
     * How a client is connected.
     *
     * @param transport the connection type, {@code websocket} or {@code long-polling}
     * @param session whether messages may have been missed
     */
    record Connection(String transport, SessionState session) {}

    /** Whether a client goes on where it was. */
    enum SessionState {
        /** The client has a new session. What was published since the last one ended is missed. */
        NEW,
        /** The session is the one from before the connection was lost. A server that acknowledges has kept all messages. */
        RESUMED
    }
}
