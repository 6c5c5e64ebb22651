package io.faye.server;

import io.faye.engine.EngineListener;
import io.faye.protocol.Channel;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.protocol.Json;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells each event to all listeners; one that throws harms none of the others. */
final class Listeners implements EngineListener {

    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

    private final List<EngineListener> listeners = new CopyOnWriteArrayList<>();

    AutoCloseable add(EngineListener listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public void handshake(ClientId client) {
        tell(listener -> listener.handshake(client));
    }

    @Override
    public void subscribe(ClientId client, ChannelPattern pattern) {
        tell(listener -> listener.subscribe(client, pattern));
    }

    @Override
    public void unsubscribe(ClientId client, ChannelPattern pattern) {
        tell(listener -> listener.unsubscribe(client, pattern));
    }

    @Override
    public void publish(Optional<ClientId> publisher, Channel channel, Json data) {
        tell(listener -> listener.publish(publisher, channel, data));
    }

    @Override
    public void disconnect(ClientId client) {
        tell(listener -> listener.disconnect(client));
    }

    private void tell(Consumer<EngineListener> event) {
        for (EngineListener listener : listeners) {
            try {
                event.accept(listener);
            } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
                LOG.warn(
                        "Listener {} failed; the event stands",
                        listener.getClass().getName(),
                        e);
            }
        }
    }
}
