package io.faye.client;

import io.faye.protocol.ChannelPattern;
import io.faye.protocol.Message;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls a handler of the application. A message is taken when the handler has returned. */
final class HandlerSubscription implements Subscription, Subscriptions.Receiver {

    private static final Logger LOG = LoggerFactory.getLogger(HandlerSubscription.class);

    private final ChannelPattern pattern;
    private final Consumer<Message> handler;
    private final Executor handlers;
    private final ClientCore core;
    private volatile boolean ended;

    HandlerSubscription(ChannelPattern pattern, Consumer<Message> handler, Executor handlers, ClientCore core) {
        this.pattern = pattern;
        this.handler = handler;
        this.handlers = handlers;
        this.core = core;
    }

    @Override
    public ChannelPattern pattern() {
        return pattern;
    }

    @Override
    public CompletableFuture<Void> cancel() {
        ended = true;
        return core.unsubscribe(pattern, this);
    }

    @Override
    public void receive(Message message, Runnable taken) {
        handlers.execute(() -> {
            try {
                call(message);
            } finally {
                taken.run();
            }
        });
    }

    private void call(Message message) {
        if (ended) {
            return;
        }
        try {
            handler.accept(message);
        } catch (RuntimeException | Error e) {
            LOG.error(
                    "Handler failed; continuing (pattern={}, handler={})",
                    pattern,
                    handler.getClass().getName(),
                    e);
        }
    }

    @Override
    public void end(FayeClientException reason) {
        ended = true;
    }
}
