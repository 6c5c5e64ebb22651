package io.faye.server;

import io.faye.engine.ListenerRegistration;
import io.faye.server.session.SessionRegistry;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The state of one server, those who are told of it, and the drain that changes it. Safe for threads. */
final class Lifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Lifecycle.class);

    private final ServerThreads threads;
    private final SessionRegistry registry;
    private final List<Consumer<ServerState>> listeners = new CopyOnWriteArrayList<>();
    private volatile ServerState state = ServerState.SERVING;
    private @Nullable Drain drain;

    Lifecycle(ServerThreads threads, SessionRegistry registry) {
        this.threads = threads;
        this.registry = registry;
    }

    ServerState state() {
        return state;
    }

    /** {@return closing it removes the listener} Listeners are told one after another, in the order of the states. */
    ListenerRegistration addListener(Consumer<ServerState> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Begins a drain unless one has begun. {@return completes when the sessions have moved, or the server is closed} */
    CompletionStage<Void> drain(DrainOptions options) {
        Drain known;
        boolean begins;
        synchronized (this) {
            begins = drain == null && state == ServerState.SERVING;
            if (begins) {
                drain = new Drain(options, registry, threads, this::advance);
            }
            known = drain;
        }
        if (known == null) {
            return CompletableFuture.completedFuture(null);
        }
        if (begins) {
            known.begin();
        }
        return known.done();
    }

    /** {@return whether the server was not closed before} */
    boolean close() {
        if (!advance(ServerState.CLOSED)) {
            return false;
        }
        Drain known;
        synchronized (this) {
            known = drain;
        }
        if (known != null) {
            known.stop();
        }
        return true;
    }

    /** Goes on to a state. {@return false if the server is in this state, or has passed it} */
    private synchronized boolean advance(ServerState next) {
        if (next.compareTo(state) <= 0) {
            return false;
        }
        state = next;
        listeners.forEach(listener -> tell(listener, next));
        return true;
    }

    private static void tell(Consumer<ServerState> listener, ServerState state) {
        try {
            listener.accept(state);
        } catch (RuntimeException | Error e) {
            LOG.error(
                    "A listener of the server's state failed; continuing (listener={}, state={})", listener, state, e);
        }
    }
}
