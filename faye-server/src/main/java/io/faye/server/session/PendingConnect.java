package io.faye.server.session;

import io.faye.extension.Request;
import io.faye.protocol.Advice;
import io.faye.protocol.Message;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/** A connect that asks for an attachment and waits for its answer. Exactly one of its answers is given. */
public interface PendingConnect {

    /** Stands for nobody who wants to know whether an answer was written. */
    Runnable UNOBSERVED = () -> {};

    /** {@return the connection over which it came} */
    ClientConnection connection();

    /** {@return the connect message} */
    Message message();

    /** {@return the request that held the message} */
    Request request();

    /** {@return how long the client wants to wait, at most the server's own time} */
    Duration patience();

    /** {@return how long the client pauses after the answer, zero if it does not} */
    Duration interval();

    /** {@return whether the client's messages flow over an event stream, so that the connect is not held} */
    boolean isEventSource();

    /** {@return whether it makes its session the one of the connection: the first connect of a frame does} */
    boolean claimsStream();

    /** {@return whether its request holds nothing else} */
    boolean isAlone();

    /**
     * {@return whether messages fit into the reply to the request} If not, the connect is answered without messages.
     *
     * @param messages what is to follow the reply, at least one
     */
    boolean admits(List<Message> messages);

    /** The answer comes later. */
    void hold();

    /**
     * Answers with success, with messages after the reply.
     *
     * @param advice how the client goes on
     * @param acknowledged the position of the last message sent, for a client that acknowledges
     * @param messages what follows the reply
     * @param written runs when the operating system has taken the answer, never if it has not
     */
    void succeed(Advice advice, OptionalLong acknowledged, List<Message> messages, Runnable written);

    /** Answers that the session is unknown or has ended. */
    void refuseUnknown();

    /**
     * Answers that the server failed.
     *
     * @param fault the engine's fault
     */
    void refuseFailed(Throwable fault);
}
