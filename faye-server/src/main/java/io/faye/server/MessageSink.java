package io.faye.server;

import io.faye.extension.Request;
import io.faye.protocol.Message;
import java.time.Duration;
import java.util.List;

/**
 * All that the server knows of a transport's connection: a way to send. A transport implements one for each connection
 * and gets a {@link Peer} for it from {@link BayeuxServer#connect}. The server calls from any thread, never with a lock
 * held; methods must neither block nor throw.
 */
public interface MessageSink {

    /** {@return whether messages can be sent at any time, or only as part of the reply to a request} */
    boolean isStreaming();

    /** {@return whether the connection takes more now; when it does again, {@link Peer#writable} is called} */
    boolean isWritable();

    /**
     * {@return whether a session may begin over this connection now, and what to do when it has ended}
     *
     * @param request the one that carries the handshake
     */
    default SessionAdmission admitSession(Request request) {
        return SessionAdmission.granted();
    }

    /**
     * Runs a task soon on the connection's own thread, behind what that thread is at now, so that what comes in together
     * can go out together. After the connection is gone any thread will do, but the task is run all the same.
     *
     * @param task what to run
     */
    void later(Runnable task);

    /**
     * {@return whether the connection's own thread has worked so long that it has to turn to other connections} Asked
     * between two pieces of work; if so, the server gives the rest of the work to {@link #later}. Always false on other
     * threads, and if the connection's thread serves no other connection.
     */
    default boolean isTurnOver() {
        return false;
    }

    /**
     * Sends messages to the client, in one piece. Called on streaming sinks only, one call at a time.
     *
     * @param messages what to send, at least one; nobody changes the list
     * @param written to run, on any thread, when the operating system has taken all of it; never if it has not
     */
    void deliver(List<Message> messages, Runnable written);

    /**
     * Sends what was handed over before, and then ends the connection.
     *
     * @param reason why
     */
    void close(CloseReason reason);

    /**
     * Sends what was handed over before, and then ends the connection because its client is to connect again, maybe to
     * another server.
     *
     * @param pause how long the client had better wait, if the transport has a way to say so
     */
    default void moveAway(Duration pause) {
        close(CloseReason.SERVICE_RESTART);
    }

    /** Why the server ends a connection. */
    enum CloseReason {
        /** The session is over: WebSocket close code 1000. */
        SESSION_ENDED,
        /** The server stops: WebSocket close code 1001. */
        GOING_AWAY,
        /** The session goes on at the next connection, maybe to another server: WebSocket close code 1012. */
        SERVICE_RESTART
    }
}
