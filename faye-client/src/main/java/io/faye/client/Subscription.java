package io.faye.client;

import io.faye.protocol.ChannelPattern;
import java.util.concurrent.CompletableFuture;

/** A handler's subscription. It outlasts connections and sessions: the client restores it in each new session. */
public interface Subscription {

    /** {@return what the handler is subscribed to} */
    ChannelPattern pattern();

    /**
     * Ends the subscription. The handler is not called any more, except for a call that runs already. The last
     * subscription of a pattern is ended at the server.
     *
     * @return completes when the server has confirmed that; fails with {@link FayeClientException} if it does not, after
     *     which the handler is not called either
     */
    CompletableFuture<Void> cancel();
}
