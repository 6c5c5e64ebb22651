package io.faye.server.session;

import io.faye.protocol.Message;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One network connection, as the sessions that use it see it. Safe for threads. */
public interface ClientConnection {

    /** {@return the number of this connection; no other connection of this server has it} */
    long number();

    /** {@return whether messages can be sent at any time, or only in replies} */
    boolean isStreaming();

    /** {@return whether the connection takes more now} */
    boolean isWritable();

    /**
     * Runs a task soon on the connection's own thread.
     *
     * @param task what to run
     */
    void later(Runnable task);

    /**
     * Sends messages. Called on streaming connections only.
     *
     * @param messages what to send
     * @param written runs when the operating system has taken all of it
     */
    void deliver(List<Message> messages, Runnable written);

    /** Closes the connection after the requests that are being processed were answered: the session has ended. */
    void endSession();

    /** The session is attached in another process: closes a stream that is used without connects. */
    void moveSession();

    /** Closes the connection because the server stops. */
    void goAway();

    /** {@return whether the client can be asked to connect again elsewhere: it is not in this process} */
    boolean isMovable();

    /** {@return whether connects come over the connection} If not, it is a stream that was opened without one. */
    boolean takesConnects();

    /**
     * Moves the sessions that still use the connection too, and then closes it, because its client is to connect again, maybe
     * to another server.
     *
     * @param pause how long the client is advised to wait
     */
    void moveAway(Duration pause);

    /**
     * Makes a session the one whose messages flow over this connection.
     *
     * @param session the session
     * @return the session that had the stream until now, null if it is the same or none
     */
    @Nullable
    ClientSession streamTo(ClientSession session);

    /**
     * Has the session told when the connection closes.
     *
     * @param session the session
     * @return false if the connection is closed already
     */
    boolean enter(ClientSession session);

    /**
     * Has the session not told any more.
     *
     * @param session the session
     */
    void leave(ClientSession session);
}
