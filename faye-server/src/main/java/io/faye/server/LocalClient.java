package io.faye.server;

import io.faye.protocol.Channel;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * A client inside the server's own process, as Faye's {@code getClient()} gives it. It is an ordinary session: it is
 * listed and reported like any other, and extensions see its messages, with {@code exchange.isLocal()}. It may subscribe
 * to service channels, which remote clients may not.
 *
 * <p>It shakes hands when it is first used. If its session ends (because it expires, its queue overflows, or it is
 * disconnected), the client begins exactly one new session and restores its subscriptions; messages that waited in the
 * ended session are lost. While the engine or an extension refuses that, it tries again after pauses of up to 10 s.
 *
 * <p>Safe for threads. Stages complete on any thread, so what depends on them must not block. A refusal by the server or
 * an extension fails them with {@link RefusedException}. If the session ends before the reply to a publish, or the client
 * is closed, they fail with {@link IllegalStateException}.
 */
public interface LocalClient extends AutoCloseable {

    /**
     * Subscribes. Handlers of one client are called one message at a time, in order, on a thread where they may block
     * for any time; while they do, messages wait in the engine's queue, and other clients do not notice. They may use this
     * client and others, and wait for the result. What a handler throws is logged.
     *
     * @param pattern what to
     * @param handler gets each message once, whole
     * @return the subscription, when it is in effect
     */
    CompletionStage<Subscription> subscribe(ChannelPattern pattern, Consumer<Message> handler);

    /**
     * Subscribes.
     *
     * @param pattern what to, such as {@code /chat/*}
     * @param handler gets each message once, whole
     * @return the subscription, when it is in effect
     * @throws IllegalArgumentException if the text is not a pattern, whichever {@link BayeuxServer#channelNames} the server
     *     accepts; one that only other servers accept is refused
     */
    default CompletionStage<Subscription> subscribe(String pattern, Consumer<Message> handler) {
        return subscribe(ChannelPattern.of(pattern), handler);
    }

    /**
     * Publishes. Messages of one client arrive in the order of the calls, also if these are not awaited.
     *
     * @param message has a channel; its {@code clientId} is put in
     * @return completes when the message is accepted
     * @throws IllegalArgumentException if the message has no valid channel
     */
    CompletionStage<Void> publish(Message message);

    /**
     * Publishes data.
     *
     * @param channel where to, such as {@code /chat/lobby}
     * @param data the payload, as {@link Json#of} takes it
     * @return completes when the message is accepted
     * @throws IllegalArgumentException if the text is not a channel, whichever {@link BayeuxServer#channelNames} the server
     *     accepts, or the data cannot be written as JSON; a channel that only other servers accept is refused
     */
    default CompletionStage<Void> publish(String channel, Object data) {
        return publish(Message.to(Channel.of(channel)).with(Message.Field.DATA, Json.of(data)));
    }

    /**
     * Ends the session. Handlers are not called any more, except for one that runs already; what waits or is called
     * afterwards fails. Idempotent.
     */
    @Override
    void close();

    /** A handler's subscription. */
    interface Subscription {

        /**
         * Stops calling the handler; the last handler of a pattern unsubscribes.
         *
         * @return completes when that is in effect
         */
        CompletionStage<Void> cancel();
    }
}
