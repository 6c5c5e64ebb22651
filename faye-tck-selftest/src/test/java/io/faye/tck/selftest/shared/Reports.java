package io.faye.tck.selftest.shared;

import io.faye.engine.EngineContext;
import io.faye.engine.EngineListener;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls the host: not any more once closed, and no matter what it throws. */
final class Reports {

    private static final Logger LOG = LoggerFactory.getLogger(Reports.class);

    private final EngineContext context;
    private volatile boolean closed;

    Reports(EngineContext context) {
        this.context = context;
    }

    void event(Consumer<EngineListener> event) {
        host(lent -> event.accept(lent.listener()));
    }

    void host(Consumer<EngineContext> call) {
        if (closed) {
            return;
        }
        try {
            call.accept(context);
        } catch (RuntimeException | Error e) {
            LOG.warn("A host's method threw, which changes nothing here", e);
        }
    }

    void close() {
        closed = true;
    }
}
