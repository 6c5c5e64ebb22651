package io.faye.server;

import io.faye.protocol.Channel;
import io.faye.protocol.Message;
import io.faye.protocol.log.RateLimitedLog;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Calls the handlers of one local client, one message at a time, on a thread that they may block. Says when it has
 * enough to do, so that further messages wait in the engine's queue.
 */
final class Handlers {

    private static final int ENOUGH = 16;

    private final Executor thread;
    private final Function<Channel, List<Consumer<Message>>> matching;
    private final Runnable takesMore;
    private final RateLimitedLog faults = new RateLimitedLog(Handlers.class);
    private int batches;

    /**
     * Creates the queue of a client.
     *
     * @param pool its threads may be blocked
     * @param matching the handlers of a channel at the moment
     * @param takesMore called after {@link #areBusy} was true and is not any more
     */
    Handlers(Executor pool, Function<Channel, List<Consumer<Message>>> matching, Runnable takesMore) {
        this.thread = ServerThreads.serial(pool);
        this.matching = matching;
        this.takesMore = takesMore;
    }

    /** {@return whether messages should wait elsewhere} */
    synchronized boolean areBusy() {
        return batches >= ENOUGH;
    }

    /** Handles messages after those given before, and then runs a task. */
    void handle(List<Message> messages, Runnable handled) {
        synchronized (this) {
            batches++;
        }
        thread.execute(() -> {
            messages.forEach(this::handle);
            handled.run();
            if (isLessBusy()) {
                takesMore.run();
            }
        });
    }

    private synchronized boolean isLessBusy() {
        boolean were = batches == ENOUGH;
        batches--;
        return were;
    }

    private void handle(Message message) {
        message.channel().ifPresent(channel -> {
            for (Consumer<Message> handler : matching.apply(channel)) {
                call(handler, message, channel);
            }
        });
    }

    private void call(Consumer<Message> handler, Message message, Channel channel) {
        try {
            handler.accept(message);
        } catch (RuntimeException | Error e) {
            String name = handler.getClass().getName();
            faults.error(
                    name,
                    "Handler of a local client failed; continuing (handler={}, channel={}, similar lines left out={})",
                    name,
                    channel,
                    e);
        }
    }
}
