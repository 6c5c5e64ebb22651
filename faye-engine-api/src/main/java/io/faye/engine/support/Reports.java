package io.faye.engine.support;

import io.faye.engine.EngineContext;
import io.faye.engine.EngineListener;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls the host: not any more once closed, and no matter what it throws. Safe for any number of threads. */
public final class Reports implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Reports.class);

    private final EngineContext context;
    private final EngineListener listener;
    private volatile boolean closed;

    /**
     * Makes reports to a host.
     *
     * @param context the host
     */
    public Reports(EngineContext context) {
        this.context = context;
        this.listener = context.listener();
    }

    /**
     * Reports an event.
     *
     * @param event calls one of the listener's methods
     */
    public void event(Consumer<EngineListener> event) {
        guard(() -> event.accept(listener));
    }

    /**
     * Passes on {@link EngineContext#messagesAvailable}.
     *
     * @param client the session that has messages
     */
    public void messagesAvailable(ClientId client) {
        guard(() -> context.messagesAvailable(client));
    }

    /**
     * Passes on {@link EngineContext#clientMoved}.
     *
     * @param client the session that moved
     */
    public void clientMoved(ClientId client) {
        guard(() -> context.clientMoved(client));
    }

    /**
     * Passes on {@link EngineContext#clientClosed}.
     *
     * @param client the session that ended
     */
    public void clientClosed(ClientId client) {
        guard(() -> context.clientClosed(client));
    }

    /**
     * Reports all events of a session's end, in the order of rule EXP-2, and passes on that it is over.
     *
     * @param client the session that ended
     * @param patterns what it was subscribed to until then
     */
    public void end(ClientId client, Iterable<ChannelPattern> patterns) {
        for (ChannelPattern pattern : patterns) {
            event(to -> to.unsubscribe(client, pattern));
        }
        event(to -> to.disconnect(client));
        clientClosed(client);
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

    /** {@return whether the engine is closed} */
    public boolean isClosed() {
        return closed;
    }

    /** Says that the engine is closed: nothing is reported any more. */
    @Override
    public void close() {
        closed = true;
    }
}
