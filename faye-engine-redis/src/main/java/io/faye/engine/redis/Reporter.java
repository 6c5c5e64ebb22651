package io.faye.engine.redis;

import io.faye.engine.EngineContext;
import io.faye.engine.EngineListener;
import io.faye.engine.support.KeyedLanes;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the host what has happened: for each client in order, on threads that may take their time. */
final class Reporter {

    private static final Logger LOG = LoggerFactory.getLogger(Reporter.class);
    /** Wake-ups are cheap, and handing each to a thread is not. */
    private static final int WAKES_AT_ONCE = 256;

    private final EngineContext context;
    private final EngineListener listener;
    private final Executor threads;
    private final KeyedLanes lanes;
    private volatile boolean closed;

    Reporter(EngineContext context, Executor threads) {
        this.context = context;
        this.listener = context.listener();
        this.threads = threads;
        this.lanes = new KeyedLanes(threads);
    }

    /** Runs something behind all that was reported before for the same client. */
    void inLane(Object lane, Runnable task) {
        lanes.execute(lane, () -> guard(task));
    }

    /** In the lane of the client. */
    void event(Consumer<EngineListener> event) {
        guard(() -> event.accept(listener));
    }

    /** In the lane of the publisher. */
    void published(Publication publication, boolean named) {
        Optional<ClientId> publisher = named ? Optional.ofNullable(publication.publisher()) : Optional.empty();
        event(host -> host.publish(publisher, publication.channel(), publication.data()));
    }

    /** In the lane of the client. */
    void ended(ClientId client, List<ChannelPattern> patterns) {
        for (ChannelPattern pattern : patterns) {
            event(host -> host.unsubscribe(client, pattern));
        }
        event(host -> host.disconnect(client));
    }

    /** In the lane of the client. */
    void closed(ClientId client) {
        guard(() -> context.clientClosed(client));
    }

    /** In the lane of the client. */
    void moved(ClientId client) {
        guard(() -> context.clientMoved(client));
    }

    void wake(List<ClientId> clients) {
        for (int i = 0; i < clients.size(); i += WAKES_AT_ONCE) {
            List<ClientId> some = clients.subList(i, Math.min(clients.size(), i + WAKES_AT_ONCE));
            threads.execute(() -> some.forEach(this::wake));
        }
    }

    private void wake(ClientId client) {
        guard(() -> context.messagesAvailable(client));
    }

    private void guard(Runnable call) {
        if (closed) {
            return;
        }
        try {
            call.run();
        } catch (RuntimeException | Error e) {
            LOG.error("A host's method threw, which changes nothing here", e);
        }
    }

    void close() {
        closed = true;
    }
}
