package io.faye.client.spi;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Sends requests and opens WebSockets for a client. The client's own uses {@code java.net.http}; the module {@code
 * faye-client-okhttp} has one for Android. Implementations are safe for threads, never block a caller, and complete their
 * futures and call listeners on any thread.
 */
public interface ClientNetwork {

    /**
     * Sends a POST request.
     *
     * @param uri where to, {@code http} or {@code https}
     * @param headers the header fields by their names
     * @param body the body, which nobody changes afterwards
     * @return the response, whatever its status; fails with the fault of the network. The client cancels it to abort the
     *     request
     */
    CompletableFuture<HttpAnswer> post(URI uri, Map<String, String> headers, byte[] body);

    /**
     * Opens a WebSocket.
     *
     * @param uri where to, {@code ws} or {@code wss}
     * @param headers the header fields of the request by their names
     * @param listener is told what comes; not before the future is complete
     * @return the open WebSocket; fails if there is none
     */
    CompletableFuture<Socket> open(URI uri, Map<String, String> headers, SocketListener listener);

    /** An open WebSocket. */
    interface Socket {

        /**
         * Sends a message. Messages are sent in the order of the calls, also if these are not awaited.
         *
         * @param text the message
         * @return completes when the network has taken the message; fails if it never will
         */
        CompletableFuture<?> send(String text);

        /** Closes the WebSocket. Further calls do nothing. */
        void close();
    }

    /** Is told what comes over a WebSocket, one call at a time. */
    interface SocketListener {

        /**
         * Takes a message.
         *
         * @param text the whole message
         */
        void received(String text);

        /**
         * Takes the end of the WebSocket, whoever ended it. It is the last call.
         *
         * @param reason what happened, for a reader of logs
         */
        void closed(String reason);
    }
}
