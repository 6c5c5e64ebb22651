package io.faye.engine;

import io.faye.protocol.Channel;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts itself in front of an engine, derives the five monitoring events from the facts that the engine returns, and
 * contains the engine's faults. Every host uses an engine through this class, and so does the compatibility kit.
 *
 * <p><b>Events.</b> The events of one session are reported in the order in which its operations were called, one at a
 * time, before the stage of the operation completes. The end of a session (by {@link #destroyClient}, or told by
 * {@link EngineContext#clientEnded}) is announced when the operations of that session that began before it in this
 * process have completed or timed out: one {@code unsubscribe} for each subscription, then {@code disconnect}, then
 * {@link AttachmentListener#ended}. A {@code publish} that is accepted after its publisher's end is reported without a
 * publisher. Nothing is reported about the host's own channels ({@link SessionChannel}).
 *
 * <p><b>Containment.</b> If the engine throws, returns null, or does not complete a stage within
 * {@link EngineContext#operationTimeout} (and up to an eighth of it), the caller's stage fails with
 * {@link EngineException}, whose message names the engine and the operation. Other operations do not notice. If an
 * operation takes effect after its stage has failed for the timeout, its event is still reported, except for
 * {@code publish}; a session that was created too late is ended.
 *
 * <p><b>Threads.</b> Safe for any number of threads. Stages complete on the thread on which the engine completes them,
 * or on the executor if they time out. Ends that the engine tells by itself are announced on the executor, and
 * {@link AttachmentListener#ended} is called there too, unless {@link #destroyClient} has ended the session.
 */
public final class MonitoredEngine implements Engine {

    private static final Logger LOG = LoggerFactory.getLogger(MonitoredEngine.class);

    /** What becomes of a publish that is accepted after its stage has failed: nobody is told of it. */
    private static final ReportedOperation.Event<Boolean> UNREPORTED = (lives, ended) -> false;

    private final String name;
    private final ListenerRegistry listeners;
    private final EngineCalls calls;
    private final OrderedOperations operations;
    private final MonitoredContext context;
    private final Engine engine;

    MonitoredEngine(
            MonitoredEngineBuilder builder,
            ScheduledExecutorService scheduler,
            Executor executor,
            Executor listenerExecutor) {
        name = builder.provider.name();
        listeners = new ListenerRegistry(listenerExecutor);
        calls = new EngineCalls(name, builder.operationTimeout, executor);
        operations = new OrderedOperations(calls, new ObservedCalls(builder.observer), executor);
        context = new MonitoredContext(
                builder.timeout,
                builder.operationTimeout,
                builder.limits,
                new MemoryBudget(builder.maxMemory, executor),
                builder.clock,
                scheduler,
                this::clientEnded);
        engine = builder.provider.create(context, builder.options);
    }

    /**
     * {@return a builder of an engine}
     *
     * @param provider creates the engine that is monitored
     */
    public static MonitoredEngineBuilder builder(EngineProvider provider) {
        return new MonitoredEngineBuilder(provider);
    }

    /** {@return the engine's name} */
    public String name() {
        return name;
    }

    /** {@return the limits that the engine enforces} */
    public EngineLimits limits() {
        return context.limits();
    }

    /** {@return the memory budget that the engine counts its queues in; the host counts there what else it holds} */
    public MemoryBudget memoryBudget() {
        return context.memoryBudget();
    }

    /** {@return counts of the events that were reported, whoever listens} */
    public EngineStatistics statistics() {
        return listeners.statistics();
    }

    /**
     * Adds a listener that is called on the listeners' executor, one event at a time, in the order in which the events were
     * reported. If 100,000 events wait for it, further events are dropped and counted in the log.
     *
     * @param listener is told of the events from now on
     * @return removes the listener
     */
    public ListenerRegistration addListener(EngineListener listener) {
        return listeners.add(listener);
    }

    /**
     * Adds a listener that is called before the stage of the operation completes, on the thread that completes it.
     *
     * @param listener is told of the events from now on; must be quick
     * @return removes the listener
     */
    public ListenerRegistration addInlineListener(EngineListener listener) {
        return listeners.addInline(listener);
    }

    @Override
    public CompletionStage<Void> createClient(ClientId client, Map<String, String> attributes) {
        Map<String, String> copy = Map.copyOf(attributes);
        return operations.report(
                client,
                "createClient",
                () -> calls.adopt("createClient", engine.createClient(client, copy)),
                (nothing, ended) -> {
                    listeners.handshake(client);
                    return false;
                },
                (nothing, ended) -> {
                    listeners.handshake(client);
                    destroyClient(client);
                    return false;
                });
    }

    @Override
    public CompletionStage<Change> subscribe(ClientId client, ChannelPattern pattern) {
        return change(
                client,
                "subscribe",
                () -> engine.subscribe(client, pattern),
                () -> listeners.subscribe(client, pattern));
    }

    @Override
    public CompletionStage<Change> unsubscribe(ClientId client, ChannelPattern pattern) {
        return change(
                client,
                "unsubscribe",
                () -> engine.unsubscribe(client, pattern),
                () -> listeners.unsubscribe(client, pattern));
    }

    private CompletionStage<Change> change(
            ClientId client, String operation, Supplier<CompletionStage<Change>> call, Runnable event) {
        ReportedOperation.Event<Change> report = (change, ended) -> {
            if (change == Change.CHANGED && !ended) {
                event.run();
            }
            return false;
        };
        return operations.report(client, operation, () -> calls.valueUnlimited(operation, call.get()), report, report);
    }

    @Override
    public CompletionStage<Boolean> publish(Message message) {
        Optional<Channel> channel = message.channel();
        if (channel.isEmpty()) {
            return calls.threw(
                    "publish", new IllegalArgumentException("Expected a message with a channel, but got " + message));
        }
        ReportedOperation.Event<Boolean> event = (lives, ended) -> {
            Optional<ClientId> publisher = lives && !ended ? message.clientId() : Optional.empty();
            listeners.publish(publisher, channel.get(), message.data().orElse(Json.NULL));
            return false;
        };
        Supplier<CompletableFuture<Boolean>> call = () -> calls.valueUnlimited("publish", engine.publish(message));
        Optional<ClientId> publisher = message.clientId();
        return publisher.isPresent()
                ? operations.report(publisher.get(), "publish", call, event, UNREPORTED)
                : operations.report("publish", call, event, UNREPORTED);
    }

    @Override
    public CompletionStage<Optional<Set<ChannelPattern>>> destroyClient(ClientId client) {
        ReportedOperation.Event<Optional<Set<ChannelPattern>>> event = (patterns, ended) -> {
            patterns.ifPresent(subscribed -> listeners.end(client, subscribed, EndReason.REQUEST));
            return patterns.isPresent();
        };
        return operations.report(
                client,
                "destroyClient",
                () -> calls.valueUnlimited("destroyClient", engine.destroyClient(client)),
                event,
                event);
    }

    @Override
    public CompletionStage<Optional<Attachment>> attach(ClientId client, AttachmentListener listener) {
        MonitoredListener monitored = new MonitoredListener(listener, ended -> operations.announce(client, ended));
        return call(client, "attach", () -> calls.valueUnlimited("attach", engine.attach(client, monitored))
                .thenApply(found -> found.map(attachment -> monitor(client, attachment))));
    }

    private Attachment monitor(ClientId client, Attachment attachment) {
        try {
            return new MonitoredAttachment(client, attachment, calls, operations);
        } catch (RuntimeException | Error e) {
            throw calls.exception("attach", e);
        }
    }

    @Override
    public CompletionStage<Boolean> ping(ClientId client) {
        return call(client, "ping", () -> engine.ping(client));
    }

    @Override
    public CompletionStage<Optional<Map<String, String>>> attributes(ClientId client) {
        return call(client, "attributes", () -> engine.attributes(client));
    }

    @Override
    public CompletionStage<Optional<Set<ChannelPattern>>> subscriptions(ClientId client) {
        return call(client, "subscriptions", () -> engine.subscriptions(client));
    }

    @Override
    public CompletionStage<Change> setAttribute(ClientId client, String attribute, String value) {
        return call(client, "setAttribute", () -> engine.setAttribute(client, attribute, value));
    }

    @Override
    public CompletionStage<Change> setAttributeIfAbsent(ClientId client, String attribute, String value) {
        return call(client, "setAttributeIfAbsent", () -> engine.setAttributeIfAbsent(client, attribute, value));
    }

    @Override
    public CompletionStage<Change> removeAttribute(ClientId client, String attribute) {
        return call(client, "removeAttribute", () -> engine.removeAttribute(client, attribute));
    }

    @Override
    public CompletionStage<SessionPage> clients(SessionPage.Cursor cursor, int limit) {
        return operations.call("clients", () -> calls.value("clients", engine.clients(cursor, limit)));
    }

    @Override
    public CompletionStage<Void> health() {
        return operations.call("health", () -> calls.completion("health", engine.health()));
    }

    @Override
    public Map<String, DoubleSupplier> figures() {
        try {
            return Map.copyOf(engine.figures());
        } catch (RuntimeException | Error e) {
            LOG.error("Engine failed to give its figures; going on without them (engine={})", name, e);
            return Map.of();
        }
    }

    /** Closes the engine, and fails what is in flight. No event is reported afterwards. */
    @Override
    public void close() {
        if (!operations.close()) {
            return;
        }
        try {
            engine.close();
        } catch (RuntimeException | Error e) {
            LOG.error("Engine failed to close; continuing (engine={})", name, e);
        }
        operations.failAll();
    }

    private void clientEnded(ClientId client, Set<ChannelPattern> patterns, EndReason reason) {
        operations.announceEnd(client, () -> listeners.end(client, patterns, reason));
    }

    private <T> CompletableFuture<T> call(ClientId client, String operation, Supplier<CompletionStage<T>> call) {
        return operations.call(client, operation, () -> calls.value(operation, call.get()));
    }
}
