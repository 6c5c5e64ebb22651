package io.faye.engine;

import io.faye.protocol.Channel;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.protocol.Json;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The listeners of one engine. Whatever one of them throws is logged, and the others are still told. Of the host's own
 * channels ({@link SessionChannel}) nobody is told.
 */
final class ListenerRegistry {

    private static final Logger LOG = LoggerFactory.getLogger(ListenerRegistry.class);

    private final Executor executor;
    private final EngineStatistics statistics = new EngineStatistics();
    private final List<Registration> registrations = new CopyOnWriteArrayList<>();

    ListenerRegistry(Executor executor) {
        this.executor = executor;
    }

    /** {@return counts of what was reported} */
    EngineStatistics statistics() {
        return statistics;
    }

    ListenerRegistration add(EngineListener listener) {
        SerialQueue queue = new SerialQueue(executor, listener.getClass().getName());
        return register(new Registration(listener, queue));
    }

    ListenerRegistration addInline(EngineListener listener) {
        return register(new Registration(listener, Runnable::run));
    }

    private ListenerRegistration register(Registration registration) {
        registrations.add(registration);
        return () -> {
            registration.closed = true;
            registrations.remove(registration);
        };
    }

    void handshake(ClientId client) {
        statistics.sessionBegan();
        tell("handshake", listener -> listener.handshake(client));
    }

    void subscribe(ClientId client, ChannelPattern pattern) {
        if (!SessionChannel.isReserved(pattern)) {
            statistics.subscriptionBegan();
            tell("subscribe", listener -> listener.subscribe(client, pattern));
        }
    }

    void unsubscribe(ClientId client, ChannelPattern pattern) {
        if (!SessionChannel.isReserved(pattern)) {
            statistics.subscriptionEnded();
            tell("unsubscribe", listener -> listener.unsubscribe(client, pattern));
        }
    }

    void publish(Optional<ClientId> publisher, Channel channel, Json data) {
        if (!SessionChannel.isReserved(channel)) {
            tell("publish", listener -> listener.publish(publisher, channel, data));
        }
    }

    /** Reports all events of a session's end. */
    void end(ClientId client, Set<ChannelPattern> patterns, EndReason reason) {
        for (ChannelPattern pattern : patterns) {
            unsubscribe(client, pattern);
        }
        statistics.sessionEnded(reason);
        tell("disconnect", listener -> listener.disconnect(client));
    }

    private void tell(String event, Consumer<EngineListener> call) {
        for (Registration registration : registrations) {
            registration.executor.execute(() -> registration.tell(event, call));
        }
    }

    /** A listener, and what runs its calls. */
    private static final class Registration {

        private final EngineListener listener;
        private final Executor executor;
        private volatile boolean closed;

        Registration(EngineListener listener, Executor executor) {
            this.listener = listener;
            this.executor = executor;
        }

        void tell(String event, Consumer<EngineListener> call) {
            if (closed) {
                return;
            }
            try {
                call.accept(listener);
            } catch (RuntimeException | Error e) {
                LOG.error(
                        "Listener failed; continuing (listener={}, event={})",
                        listener.getClass().getName(),
                        event,
                        e);
            }
        }
    }
}
