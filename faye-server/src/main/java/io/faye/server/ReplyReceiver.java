package io.faye.server;

import io.faye.protocol.Message;
import io.faye.server.session.PendingConnect;
import java.util.List;

/** Takes the replies to one request; a transport implements it. Must neither block nor throw. */
@FunctionalInterface
public interface ReplyReceiver {

    /** Stands for nobody who wants to know whether replies were written. */
    Runnable UNOBSERVED = PendingConnect.UNOBSERVED;

    /**
     * Sends the replies.
     *
     * @param replies all replies of the request, with the messages that follow them
     * @param written to run, on any thread, when the operating system has taken all of it; never if it has not. Messages
     *     that the replies hold stay queued until then. {@link #UNOBSERVED} if nobody wants to know
     */
    void send(List<Message> replies, Runnable written);
}
