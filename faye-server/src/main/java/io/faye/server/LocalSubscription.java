package io.faye.server;

import io.faye.protocol.Channel;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.Message;
import io.faye.protocol.Message.Field;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a local client wants to be subscribed to, and the handlers for that. Guarded by the client, but for handlers. */
final class LocalSubscription {

    private final ChannelPattern pattern;
    private final List<Handler> handlers = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> granted = new CompletableFuture<>();
    private boolean queued;
    private @Nullable InProcessSession settledIn;

    LocalSubscription(ChannelPattern pattern) {
        this.pattern = pattern;
    }

    ChannelPattern pattern() {
        return pattern;
    }

    Message request(Channel operation) {
        return Message.to(operation).with(Field.SUBSCRIPTION, pattern.toJson());
    }

    /** {@return the registration of a handler} */
    Handler add(Consumer<Message> handler) {
        Handler added = new Handler(handler);
        handlers.add(added);
        return added;
    }

    /** {@return whether the handler was there} */
    boolean remove(Handler handler) {
        return handlers.remove(handler);
    }

    boolean isEmpty() {
        return handlers.isEmpty();
    }

    List<Handler> handlers() {
        return handlers;
    }

    /** {@return completes when the server has granted the subscription for the first time, fails if it refused} */
    CompletableFuture<Void> granted() {
        return granted;
    }

    /** {@return whether the server has ever granted it, so that it is to be restored} */
    boolean wasGranted() {
        return granted.isDone() && !granted.isCompletedExceptionally();
    }

    /** {@return whether a request to subscribe waits to be sent} */
    boolean isQueued() {
        return queued;
    }

    void queued(boolean waits) {
        queued = waits;
    }

    /** {@return whether the session holds it, or has refused it for good} */
    boolean isSettledIn(@Nullable InProcessSession session) {
        return settledIn == session;
    }

    void settledIn(InProcessSession session) {
        settledIn = session;
    }

    /** One registration: the same code may be registered more than once. */
    static final class Handler {

        private final Consumer<Message> code;

        private Handler(Consumer<Message> code) {
            this.code = code;
        }

        Consumer<Message> code() {
            return code;
        }
    }
}
