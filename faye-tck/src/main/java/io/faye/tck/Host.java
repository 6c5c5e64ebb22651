package io.faye.tck;

import io.faye.engine.Engine;
import io.faye.engine.EngineContext;
import io.faye.engine.EngineListener;
import io.faye.engine.QueueLimits;
import io.faye.protocol.Channel;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.protocol.Json;
import io.faye.tck.Heard.Kind;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One process: an engine, and a host that notes all that the engine tells it, and reads for whom it is asked to. */
final class Host implements EngineContext, EngineListener, AutoCloseable {

    private final Service service;
    private final int number;
    private final Engine engine;
    private final Map<ClientId, Reading> readings = new ConcurrentHashMap<>();
    private volatile Consumer<Heard> then = heard -> {};

    Host(Service service, int number) {
        this.service = service;
        this.number = number;
        this.engine = service.make(this);
    }

    Service service() {
        return service;
    }

    /** {@return 1 for the first process of the service, then 2, 3} */
    int number() {
        return number;
    }

    Engine engine() {
        return engine;
    }

    Calls calls() {
        return new Calls(engine);
    }

    /** Does something more on each call of the engine, on its thread, after the call was noted. */
    void then(Consumer<Heard> action) {
        then = action;
    }

    void reads(ClientId client, Reading reading) {
        readings.put(client, reading);
    }

    void stopsReading(ClientId client, Reading reading) {
        readings.remove(client, reading);
    }

    private void note(Kind kind, @Nullable ClientId client, @Nullable String channel, @Nullable String data) {
        Heard heard = new Heard(service.time().now(), number, kind, client, channel, data);
        service.log().add(heard);
        then.accept(heard);
    }

    @Override
    public void messagesAvailable(ClientId client) {
        Reading reading = readings.get(client);
        if (reading != null) {
            reading.available();
        }
        note(Kind.AVAILABLE, client, null, null);
    }

    @Override
    public void clientMoved(ClientId client) {
        Reading reading = readings.remove(client);
        if (reading != null) {
            reading.stop();
        }
        note(Kind.MOVED, client, null, null);
    }

    @Override
    public void clientClosed(ClientId client) {
        Reading reading = readings.remove(client);
        if (reading != null) {
            reading.stop();
        }
        note(Kind.CLOSED, client, null, null);
    }

    @Override
    public void handshake(ClientId client) {
        note(Kind.HANDSHAKE, client, null, null);
    }

    @Override
    public void subscribe(ClientId client, ChannelPattern pattern) {
        note(Kind.SUBSCRIBE, client, pattern.toString(), null);
    }

    @Override
    public void unsubscribe(ClientId client, ChannelPattern pattern) {
        note(Kind.UNSUBSCRIBE, client, pattern.toString(), null);
    }

    @Override
    public void publish(Optional<ClientId> publisher, Channel channel, Json data) {
        note(Kind.PUBLISH, publisher.orElse(null), channel.toString(), data.toString());
    }

    @Override
    public void disconnect(ClientId client) {
        note(Kind.DISCONNECT, client, null, null);
    }

    @Override
    public EngineListener listener() {
        return this;
    }

    @Override
    public ClientId newClientId() {
        return service.newClientId();
    }

    @Override
    public Duration timeout() {
        return service.settings().timeout();
    }

    @Override
    public Duration operationTimeout() {
        return service.settings().operationTimeout();
    }

    @Override
    public QueueLimits queueLimits() {
        return service.settings().limits();
    }

    @Override
    public InstantSource clock() {
        return service.time().clock();
    }

    @Override
    public ScheduledExecutorService scheduler() {
        return service.time().scheduler();
    }

    /** Expects the engine to close within the time that it has for that. */
    @Override
    public void close() {
        service.patience().get("close", CompletableFuture.runAsync(engine::close, service.threads()));
    }
}
