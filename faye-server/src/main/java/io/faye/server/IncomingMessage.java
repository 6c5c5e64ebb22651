package io.faye.server;

import io.faye.extension.Request;
import io.faye.protocol.BayeuxError;
import io.faye.protocol.Channel;
import io.faye.protocol.ClientId;
import io.faye.protocol.Message;
import io.faye.protocol.ProtocolLimits;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** One message of a request, and the way to answer it: once, from any thread. */
final class IncomingMessage {

    private static final Set<Channel> NEED_REPLIES = Set.of(Channel.HANDSHAKE, Channel.CONNECT, Channel.SUBSCRIBE);

    private final IncomingRequest incoming;
    private Message message;
    private @Nullable MessageExchange exchange;
    private @Nullable Message reply;
    private List<Message> deliveries = List.of();
    private Runnable written = ReplyReceiver.UNOBSERVED;
    private final boolean longId;
    private boolean held;
    private boolean passed;

    /** An id that is too long goes nowhere from here, so that no reply repeats it. */
    IncomingMessage(IncomingRequest incoming, Message message, ProtocolLimits limits) {
        this.incoming = incoming;
        this.longId = limits.refusesIdOf(message);
        this.message = longId ? message.without(Message.Field.ID) : message;
    }

    /** {@return whether the message came with an id that is longer than ids may be} */
    boolean hasLongId() {
        return longId;
    }

    Message message() {
        return message;
    }

    Request request() {
        return incoming.request();
    }

    RemotePeer peer() {
        return incoming.peer();
    }

    /** {@return whether these messages may follow the reply; if not, they stay queued} */
    boolean admits(List<Message> messages) {
        return incoming.admits(messages);
    }

    /** Keeps nothing of the request but this message and its reply, because others of it wait for long. */
    void detach() {
        message = message.detached();
        reply = reply == null ? null : reply.detached();
    }

    /** {@return whether this is all that the client asked in one request} */
    boolean isAlone() {
        return incoming.size() == 1;
    }

    /** {@return whether a connect in this call makes its client the one of the socket: only the first of a frame does} */
    boolean claimsStream() {
        return incoming.claimsStream();
    }

    /** {@return whether the request may begin another session} */
    boolean admitsHandshake(int most) {
        return incoming.admitsHandshake(most);
    }

    /** {@return whether the request may name so many more patterns} */
    boolean admitsNames(int names, int most) {
        return incoming.admitsNames(names, most);
    }

    /**
     * {@return whether the message is of no use any more} The connection is closed, and the client can do nothing with what
     * it asks for without a reply. Publications, and what ends something, are processed all the same: their senders may
     * not wait for replies.
     */
    boolean isObsolete() {
        return incoming.peer().isGone()
                && message.channel().filter(NEED_REPLIES::contains).isPresent();
    }

    @Nullable
    MessageExchange exchange() {
        return exchange;
    }

    void exchange(MessageExchange made) {
        exchange = made;
    }

    /** Extensions let it through to the server. */
    void pass(Message changed) {
        message = changed;
        passed = true;
    }

    /** The reply will come when something happens that nobody knows the time of. */
    void hold() {
        held = true;
        message = message.isDetached() ? message : Replies.essence(message);
        incoming.held();
    }

    boolean isHeld() {
        return held;
    }

    /** A session began: extensions may know whose reply this is. */
    void began(ClientId client) {
        if (exchange != null) {
            exchange.began(client);
        }
    }

    CompletionStage<?> refuse(BayeuxError error) {
        return refuse(error, Replies.failure(message, error));
    }

    /** Refuses the message with a reply that is not the usual one. */
    CompletionStage<?> refuse(BayeuxError error, Message reply) {
        incoming.refusals().refused(message, request(), error);
        return answer(reply);
    }

    /** Refuses the message for a reason that has its own line in the log. */
    CompletionStage<?> refuseUnlogged(BayeuxError error, Message reply) {
        incoming.refusals().count(message, error);
        return answer(reply);
    }

    CompletionStage<?> answer(Message given) {
        return answer(given, List.of(), ReplyReceiver.UNOBSERVED);
    }

    /**
     * Answers, with messages after the reply that have passed the extensions already.
     *
     * @param whenWritten runs when the operating system has taken the answer
     */
    CompletionStage<?> answer(Message given, List<Message> after, Runnable whenWritten) {
        reply = given;
        deliveries = after;
        written = whenWritten;
        settle(passed ? given : null);
        return Stages.DONE;
    }

    /** Gives no reply at all. */
    CompletionStage<?> drop() {
        settle(null);
        return Stages.DONE;
    }

    private void settle(@Nullable Message answer) {
        if (exchange != null) {
            exchange.answered(answer);
        }
        incoming.answered(this);
    }

    @Nullable
    Message reply() {
        return reply;
    }

    List<Message> deliveries() {
        return deliveries;
    }

    /** {@return what runs when the operating system has taken the answer} */
    Runnable written() {
        return written;
    }
}
