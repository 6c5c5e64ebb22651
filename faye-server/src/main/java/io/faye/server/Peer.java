package io.faye.server;

import io.faye.extension.Request;
import io.faye.protocol.ClientId;
import io.faye.protocol.Message;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * The server's end of one network connection, made by {@link BayeuxServer#connect}: a transport brings requests here
 * and tells what becomes of the connection. Safe for threads, but order is that of the calls.
 */
public interface Peer {

    /**
     * Takes a request. Requests of one connection are processed in the order in which they are given, without waiting
     * for connects that are held.
     *
     * @param messages the request's messages, maybe none
     * @param request what extensions may know of where they come from
     * @param replies gets all replies at once, when the last is there, on any thread; called once, unless the connection
     *     is closed before
     */
    void process(List<Message> messages, Request request, ReplyReceiver replies);

    /**
     * Takes a request whose replies count as written when they were given.
     *
     * @param messages the request's messages, maybe none
     * @param request what extensions may know of where they come from
     * @param replies gets all replies at once, as {@link ReplyReceiver} does
     */
    default void receive(List<Message> messages, Request request, Consumer<List<Message>> replies) {
        process(messages, request, (sent, written) -> {
            replies.accept(sent);
            written.run();
        });
    }

    /**
     * Has a client's messages flow over this connection without waiting for a connect, as an event stream wants it. With
     * {@code ack} nothing flows, because messages come in replies to connects then. If there is no such client nothing
     * happens. Called on streaming sinks only, once at most, instead of {@link #process}.
     *
     * @param client whose messages
     * @param request what extensions may know of where they go
     */
    void stream(ClientId client, Request request);

    /** {@return whether a client's messages flow over this connection, or wait for a connect that is held over it} */
    boolean isUsed();

    /** The connection takes more again, after {@link MessageSink#isWritable} said no. */
    void writable();

    /**
     * Moves the sessions that use this connection, so that their clients connect again, maybe to another server: answers
     * their held connects with the advice to pause, and then closes the connection. Requests that are being processed are
     * answered first. Has no effect on a connection inside this process.
     *
     * @param pause how long clients are advised to wait
     */
    void moveAway(Duration pause);

    /** The connection is gone: nothing can be sent any more. What had not been written is kept for the client. */
    void closed();
}
