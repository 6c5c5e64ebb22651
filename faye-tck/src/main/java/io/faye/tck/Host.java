package io.faye.tck;

import io.faye.engine.EngineListener;
import io.faye.engine.MemoryUsage;
import io.faye.engine.MonitoredEngine;
import io.faye.protocol.Channel;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.protocol.Json;
import io.faye.tck.Heard.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One process: an engine behind {@link MonitoredEngine}, and a host that notes all that it is told. */
final class Host implements EngineListener, AutoCloseable {

    private final Service service;
    private final int number;
    private final MonitoredEngine engine;
    private final Map<ClientId, List<Handle>> handles = new ConcurrentHashMap<>();
    private volatile Consumer<Heard> then = heard -> {};
    private volatile Consumer<Kind> inEngine = kind -> {};
    private volatile BiConsumer<ClientId, Set<ChannelPattern>> whenEnded = (client, patterns) -> {};

    Host(Service service, int number) {
        this.service = service;
        this.number = number;
        this.engine = service.make(this);
        this.engine.addInlineListener(this);
    }

    Service service() {
        return service;
    }

    /** {@return 1 for the first process of the service, then 2, 3} */
    int number() {
        return number;
    }

    MonitoredEngine engine() {
        return engine;
    }

    /** {@return what is in use of this process's memory budget} */
    MemoryUsage memory() {
        return engine.memoryBudget().usage();
    }

    Calls calls() {
        return new Calls(this);
    }

    /** Does something more on each event and each call of an attachment's listener, after it was noted. */
    void then(Consumer<Heard> action) {
        then = action;
    }

    /** Does something on each call of the engine's, on its thread, before anything else is done. */
    void inEngine(Consumer<Kind> action) {
        inEngine = action;
    }

    /** Called by the engine itself, before {@link MonitoredEngine} knows of it. */
    void called(Kind kind) {
        inEngine.accept(kind);
    }

    void attaches(ClientId client, Handle handle) {
        handles.computeIfAbsent(client, key -> new CopyOnWriteArrayList<>()).add(handle);
    }

    /** {@return all attachments of a session that were asked for here, oldest first} */
    List<Handle> handles(ClientId client) {
        return handles.getOrDefault(client, List.of());
    }

    Optional<Handle> newest(ClientId client) {
        List<Handle> all = handles(client);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }

    void note(Kind kind, @Nullable ClientId client) {
        note(kind, client, null, null);
    }

    private void note(Kind kind, @Nullable ClientId client, @Nullable String channel, @Nullable String data) {
        then.accept(add(kind, client, channel, data));
    }

    private Heard add(Kind kind, @Nullable ClientId client, @Nullable String channel, @Nullable String data) {
        Heard heard = new Heard(service.time().now(), number, kind, client, channel, data);
        service.log().add(heard);
        return heard;
    }

    /** Does something more when the engine says that it has ended a session by itself. */
    void whenClientEnded(BiConsumer<ClientId, Set<ChannelPattern>> action) {
        whenEnded = action;
    }

    /** The engine says that it has ended a session by itself. */
    void clientEnded(ClientId client, Set<ChannelPattern> patterns) {
        add(
                Kind.CLIENT_ENDED,
                client,
                null,
                patterns.stream().map(ChannelPattern::toString).sorted().collect(Collectors.joining(" ")));
        whenEnded.accept(client, patterns);
    }

    @Override
    public void handshake(ClientId client) {
        note(Kind.HANDSHAKE, client);
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
        note(Kind.DISCONNECT, client);
    }

    /** Expects the engine to close within the time that it has for that. */
    @Override
    public void close() {
        service.patience().get("close", CompletableFuture.runAsync(engine::close, service.threads()));
    }
}
