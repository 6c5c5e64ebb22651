package io.faye.server;

import io.faye.protocol.Channel;
import io.faye.protocol.Message;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A request of a local client that waits for a session or for its reply.
 *
 * @param message what to ask, without the client's id
 * @param subscription what it subscribes to; null if it is another request
 * @param result completes when the request has succeeded
 */
record LocalRequest(Message message, @Nullable LocalSubscription subscription, CompletableFuture<Void> result) {

    static LocalRequest publish(Message message) {
        return new LocalRequest(message, null, new CompletableFuture<>());
    }

    /** Subscribes, for the first time or again. The result is that of the subscription. */
    static LocalRequest subscribe(LocalSubscription subscription) {
        subscription.queued(true);
        return new LocalRequest(subscription.request(Channel.SUBSCRIBE), subscription, subscription.granted());
    }

    static LocalRequest unsubscribe(LocalSubscription subscription) {
        return new LocalRequest(subscription.request(Channel.UNSUBSCRIBE), null, new CompletableFuture<>());
    }

    boolean isUnsubscribe() {
        return message.channel().filter(Channel.UNSUBSCRIBE::equals).isPresent();
    }
}
