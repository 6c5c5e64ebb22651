package io.faye.server;

import io.faye.engine.EngineLimits;
import io.faye.engine.EngineListener;
import io.faye.engine.EngineObserver;
import io.faye.engine.ListenerRegistration;
import io.faye.engine.MemoryBudget;
import io.faye.engine.MonitoredEngine;
import io.faye.extension.Extension;
import io.faye.extension.ExtensionPipeline;
import io.faye.extension.Sessions;
import io.faye.protocol.ChannelNames;
import io.faye.protocol.MessageCodec;
import io.faye.server.session.DeliveryCounts;
import io.faye.server.session.SessionContext;
import io.faye.server.session.SessionRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A Bayeux 1.0 server without a network: transports bring requests through {@link #connect}, applications take part
 * through {@link #client}, extensions and listeners. Safe for threads; close it when done.
 */
public final class BayeuxServer implements AutoCloseable {

    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final Service service;
    private final Operations operations;
    private final MessageCodec codec;
    private final ServerThreads threads;
    private final Set<InProcessClient> locals = ConcurrentHashMap.newKeySet();
    private final Lifecycle lifecycle;
    private final ServerStatistics statistics;
    private final long builtNanos = System.nanoTime();

    BayeuxServer(BayeuxServerBuilder builder) {
        codec = new MessageCodec(builder.protocolLimits, builder.channelNames);
        threads = new ServerThreads(builder.serviceLimits.maxThreads());
        ServerObserver observer = ContainedObserver.of(builder.observer);
        MonitoredEngine engine = engine(builder, observer);
        BegunSessions begun = new BegunSessions(engine);
        EngineSessions sessions = new EngineSessions(engine, begun, new SessionDeliveries(engine));
        ExtensionPipeline pipeline =
                new ExtensionPipeline(threads.scheduler(), threads.extensions(), builder.extensionTimeout);
        ServerLog log = new ServerLog();
        DeliveryCounts deliveries = new DeliveryCounts();
        SessionRegistry registry = new SessionRegistry(new SessionContext(
                engine,
                new OutgoingExtensions(pipeline, sessions, builder.channelNames),
                threads.scheduler(),
                log::engine,
                deliveries,
                observer == ServerObserver.NONE ? null : new ObservedDeliveries(observer),
                builder.timeout));
        statistics = new ServerStatistics(engine, registry, deliveries);
        service = new Service(
                engine,
                sessions,
                registry,
                begun,
                firstConnects(builder, engine, begun),
                new Pauses(engine, builder.timeout, builder.maxPause, threads.scheduler(), threads.worker()),
                new ServiceRegistry(builder.channelNames),
                calls(builder, engine, log),
                pipeline,
                log,
                new RefusalLog(builder.protocolLimits, observer),
                observer,
                new SessionOrder(),
                builder.timeout,
                builder.protocolLimits,
                builder.channelNames);
        operations = new Operations(service);
        lifecycle = new Lifecycle(threads, service.registry());
        engine.addInlineListener(begun);
        if (isShared(builder)) {
            findEndedElsewhere(builder.timeout);
        }
        builder.listeners.forEach(engine::addListener);
        builder.inlineListeners.forEach(engine::addInlineListener);
        addPlugins(builder);
    }

    private static boolean isShared(BayeuxServerBuilder builder) {
        return builder.provider().capabilities().isShared();
    }

    private FirstConnects firstConnects(BayeuxServerBuilder builder, MonitoredEngine engine, BegunSessions begun) {
        return new FirstConnects(
                engine, begun, isShared(builder), builder.connectTimeout, threads.scheduler(), threads.worker());
    }

    private void findEndedElsewhere(Duration period) {
        Runnable find =
                () -> threads.worker().execute(() -> service.begun().findEndedElsewhere(service.registry()::holds));
        threads.scheduler().scheduleWithFixedDelay(find, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
    }

    private CallContext calls(BayeuxServerBuilder builder, MonitoredEngine engine, ServerLog log) {
        ServiceCalls calls = new ServiceCalls(builder.serviceLimits, threads.services(), engine.memoryBudget());
        return new CallContext(calls, threads.scheduler(), threads.worker(), log);
    }

    private void addPlugins(BayeuxServerBuilder builder) {
        try {
            builder.extensions.forEach(this::addExtension);
            builder.services.forEach(services -> services.accept(service.services()));
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    private MonitoredEngine engine(BayeuxServerBuilder builder, ServerObserver observer) {
        try {
            return MonitoredEngine.builder(builder.provider())
                    .options(builder.options)
                    .timeout(builder.timeout)
                    .operationTimeout(builder.operationTimeout)
                    .limits(new EngineLimits(
                            builder.queueLimits, limit(builder.maxSessions), limit(builder.maxSubscriptions)))
                    .maxMemory(builder.maxMemory == 0 ? Long.MAX_VALUE : builder.maxMemory)
                    .observer(observer == ServerObserver.NONE ? EngineObserver.NONE : observer)
                    .build(threads.scheduler(), threads.worker(), threads.listeners());
        } catch (RuntimeException | Error e) {
            threads.close(System.nanoTime());
            throw e;
        }
    }

    private static int limit(int option) {
        return option == 0 ? Integer.MAX_VALUE : option;
    }

    /** {@return a builder of a server with the memory engine and the limits of the documentation} */
    public static BayeuxServerBuilder builder() {
        return new BayeuxServerBuilder();
    }

    /**
     * Takes a transport's new connection. Costs nothing that has to be given back until a request comes over it.
     *
     * @param sink the way to the other end
     * @return where the transport brings requests
     */
    public Peer connect(MessageSink sink) {
        return new RemotePeer(service, operations, sink);
    }

    /** {@return what turns bytes into messages for this server, within its limits} */
    public MessageCodec codec() {
        return codec;
    }

    /** {@return which names of channels clients may use} */
    public ChannelNames channelNames() {
        return service.channelNames();
    }

    /** {@return where transports count the memory that requests take} */
    public MemoryBudget memoryBudget() {
        return service.engine().memoryBudget();
    }

    /** {@return how long connects are held} */
    public Duration timeout() {
        return service.timeout();
    }

    /** {@return a new client in this process; the server closes it when it is closed itself} */
    public LocalClient client() {
        InProcessClient client = new InProcessClient(threads, service.timeout(), this::connect, locals::remove);
        locals.add(client);
        if (lifecycle.state() == ServerState.CLOSED) {
            client.end();
        }
        return client;
    }

    /**
     * Adds an extension behind those that are there.
     *
     * @param extension sees all messages from now on
     */
    public void addExtension(Extension extension) {
        service.pipeline().add(extension, service.sessions());
    }

    /**
     * Removes an extension; does nothing if it is not there.
     *
     * @param extension sees no more messages
     */
    public void removeExtension(Extension extension) {
        service.pipeline().remove(extension);
    }

    /**
     * Puts extensions in the place of others at once: each message passes the ones or the others. An extension that is among both stays.
     *
     * @param before see no more messages, unless they are in the other list too
     * @param after stand where the first of those stood, or before all others if there is none
     */
    public void replaceExtensions(List<Extension> before, List<Extension> after) {
        service.pipeline().replace(before, after, service.sessions());
    }

    /** {@return the extensions in the order in which messages pass them} */
    public List<Extension> extensions() {
        return service.pipeline().extensions();
    }

    /**
     * Adds a listener for the monitoring events that have their cause in this process.
     *
     * @param listener hears the events from now on
     * @return closing it removes the listener
     */
    public ListenerRegistration addListener(EngineListener listener) {
        return service.engine().addListener(listener);
    }

    /** {@return the handlers of messages to service channels, which are answered to their sender alone} */
    public Services services() {
        return service.services();
    }

    /** {@return what the server has done in this process, and what it holds} */
    public ServerStatistics statistics() {
        return statistics;
    }

    /** {@return all sessions of the service} */
    public Sessions sessions() {
        return service.sessions();
    }

    /** {@return the name of the engine} */
    public String engineName() {
        return service.engine().name();
    }

    /** {@return the time since the server was built} */
    public Duration uptime() {
        return Duration.ofNanos(System.nanoTime() - builtNanos);
    }

    /** {@return whether the engine answers, when it has or its time is over; how much memory is in use, and the state} */
    public CompletionStage<Health> health() {
        return service.engine()
                .health()
                .handle((nothing, fault) ->
                        Health.of(engineName(), fault, memoryBudget().usage(), uptime(), state()));
    }

    /** {@return whether the server keeps its sessions} */
    public ServerState state() {
        return lifecycle.state();
    }

    /**
     * Adds a listener for changes of {@link #state}.
     *
     * @param listener is told of each state that the server enters from now on, in their order, on any thread; must neither
     *     block nor close the server
     * @return closing it removes the listener
     */
    public ListenerRegistration addStateListener(Consumer<ServerState> listener) {
        return lifecycle.addListener(listener);
    }

    /**
     * Moves the sessions to other processes, so that the server can be closed without harm. The readiness turns red at once
     * ({@link #state}). After the grace the sessions move, in random order over the time that is given: a held connect is
     * answered with the advice to connect again after a pause, a WebSocket is closed with 1012 after that, an event stream is
     * closed, and the engine keeps the position up to which the client has its messages. So the client goes on in another
     * process with its session, and loses no message. Sessions of an engine that is not shared end with the process.
     *
     * <p>A client that comes during the drain is served, and moved later. Clients in this process stay until {@link #close}.
     * If a drain has begun already, or the server is closed, nothing more happens.
     *
     * @param options how long it takes
     * @return completes when the sessions have moved, 5 s after the times that are given at the latest, or when the server is
     *     closed; never fails. The server's own threads must not wait for it
     */
    public CompletionStage<Void> drain(DrainOptions options) {
        return lifecycle.drain(options);
    }

    /**
     * Stops: ends local clients, moves at once all sessions that {@link #drain} has not moved, with WebSockets and event
     * streams closed as going away, and closes the engine. Sessions of an engine that several processes share go on. Takes
     * 5 s at most, beside what the engine takes to close; handlers and listeners that still run after that are interrupted.
     * Idempotent.
     */
    @Override
    public void close() {
        if (!lifecycle.close()) {
            return;
        }
        long deadline = System.nanoTime() + CLOSING.toNanos();
        Stages.await(locals.stream().map(InProcessClient::end), deadline);
        Stages.await(service.registry().goAway().stream(), deadline);
        service.engine().close();
        service.pipeline().extensions().forEach(this::removeExtension);
        threads.close(deadline);
    }
}
