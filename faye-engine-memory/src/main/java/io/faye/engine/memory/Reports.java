package io.faye.engine.memory;

import io.faye.engine.EngineContext;
import io.faye.engine.EngineListener;
import io.faye.protocol.ClientId;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls the host: not any more once closed, and no matter what it throws. */
final class Reports {

    private static final Logger LOG = LoggerFactory.getLogger(Reports.class);

    private final EngineContext context;
    private final EngineListener listener;
    private volatile boolean closed;

    Reports(EngineContext context) {
        this.context = context;
        this.listener = context.listener();
    }

    void event(Consumer<EngineListener> event) {
        guard(() -> event.accept(listener));
    }

    void messagesAvailable(ClientId client) {
        guard(() -> context.messagesAvailable(client));
    }

    void clientClosed(ClientId client) {
        guard(() -> context.clientClosed(client));
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

    boolean isClosed() {
        return closed;
    }
}
