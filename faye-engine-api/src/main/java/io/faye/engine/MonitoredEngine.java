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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
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
 * publisher.
 *
 * <p><b>Containment.</b> If the engine throws, returns null, or does not complete a stage within
 * {@link EngineContext#operationTimeout} (and up to an eighth of it), the caller's stage fails with
 * {@link EngineException}, whose message names the engine and the operation. Other operations do not notice. If an
 * operation takes effect after its stage has failed for the timeout, its event is still reported, except for
 * {@code publish}; a session that was created too late is ended.
 *
 * <p><b>Threads.</b> Safe for any number of threads. Stages complete on the thread on which the engine completes them,
 * or on the executor if they time out. Ends that the engine tells by itself are announced on the executor.
 */
public final class MonitoredEngine implements Engine {

    private static final Logger LOG = LoggerFactory.getLogger(MonitoredEngine.class);

    private final String name;
    private final ListenerRegistry listeners;
    private final EngineCalls calls;
    private final ConcurrentMap<ClientId, ClientOperations> operations = new ConcurrentHashMap<>();
    private final MonitoredContext context;
    private final Engine engine;
    private final Executor executor;
    private volatile boolean closed;

    MonitoredEngine(MonitoredEngineBuilder builder, ScheduledExecutorService scheduler, Executor executor) {
        this.executor = executor;
        name = builder.provider.name();
        listeners = new ListenerRegistry(executor);
        calls = new EngineCalls(name, builder.operationTimeout, executor);
        context = new MonitoredContext(
                builder.timeout, builder.operationTimeout, builder.limits, builder.clock, scheduler, this::clientEnded);
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

    /**
     * Adds a listener that is called on the executor, one event at a time, in the order in which the events were
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
        return report(
                client,
                "createClient",
                () -> calls.adopt("createClient", engine.createClient(client, copy)),
                (nothing, ended) -> {
                    listeners.handshake(client);
                    return false;
                },
                nothing -> {
                    listeners.handshake(client);
                    destroyClient(client);
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
        return report(
                client,
                operation,
                () -> calls.valueUnlimited(operation, call.get()),
                report,
                change -> tell(client, () -> report.report(change, false)));
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
                ? report(publisher.get(), "publish", call, event, late -> {})
                : report(new ClientOperations(), call, event);
    }

    @Override
    public CompletionStage<Optional<Set<ChannelPattern>>> destroyClient(ClientId client) {
        ReportedOperation.Event<Optional<Set<ChannelPattern>>> event = (patterns, ended) -> {
            patterns.ifPresent(subscribed -> listeners.end(client, subscribed));
            return patterns.isPresent();
        };
        return report(
                client,
                "destroyClient",
                () -> calls.valueUnlimited("destroyClient", engine.destroyClient(client)),
                event,
                patterns -> patterns.ifPresent(subscribed -> clientEnded(client, subscribed)));
    }

    @Override
    public CompletionStage<Optional<Attachment>> attach(ClientId client, AttachmentListener listener) {
        MonitoredListener monitored = new MonitoredListener(listener, ended -> tell(client, ended));
        return inOrder(client, "attach", () -> calls.valueUnlimited("attach", engine.attach(client, monitored))
                .thenApply(found -> found.map(attachment -> new MonitoredAttachment(attachment, calls))));
    }

    @Override
    public CompletionStage<Boolean> ping(ClientId client) {
        return inOrder(client, "ping", () -> engine.ping(client));
    }

    @Override
    public CompletionStage<Optional<Map<String, String>>> attributes(ClientId client) {
        return inOrder(client, "attributes", () -> engine.attributes(client));
    }

    @Override
    public CompletionStage<Change> setAttribute(ClientId client, String attribute, String value) {
        return inOrder(client, "setAttribute", () -> engine.setAttribute(client, attribute, value));
    }

    @Override
    public CompletionStage<Change> removeAttribute(ClientId client, String attribute) {
        return inOrder(client, "removeAttribute", () -> engine.removeAttribute(client, attribute));
    }

    @Override
    public CompletionStage<SessionPage> clients(SessionPage.Cursor cursor, int limit) {
        return direct("clients", () -> engine.clients(cursor, limit));
    }

    @Override
    public CompletionStage<Void> health() {
        if (closed) {
            return CompletableFuture.failedFuture(EngineCalls.closed());
        }
        try {
            return calls.completion("health", engine.health());
        } catch (RuntimeException | Error e) {
            return calls.threw("health", e);
        }
    }

    /** Closes the engine, and fails what is in flight. No event is reported afterwards. */
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        try {
            engine.close();
        } catch (RuntimeException | Error e) {
            LOG.error("Engine failed to close; continuing (engine={})", name, e);
        }
        calls.close();
        operations.clear();
    }

    private void clientEnded(ClientId client, Set<ChannelPattern> patterns) {
        if (closed) {
            return;
        }
        add(client, ClientOperation.Notice.ofEnd(() -> listeners.end(client, patterns)));
        try {
            executor.execute(() -> advance(client));
        } catch (RejectedExecutionException e) {
            LOG.debug("The executor is shut down; the end of a session is not reported");
        }
    }

    /** Tells something after the events of operations that are under way. */
    private void tell(ClientId client, Runnable notice) {
        if (closed) {
            return;
        }
        if (operations.containsKey(client)) {
            add(client, ClientOperation.Notice.of(notice));
            advance(client);
        } else {
            notice.run();
        }
    }

    /** Calls an operation without an event, after those of the same session that were not called yet. */
    private <T> CompletionStage<T> inOrder(ClientId client, String operation, Supplier<CompletionStage<T>> call) {
        if (!operations.containsKey(client)) {
            return direct(operation, call);
        }
        CompletableFuture<T> result = new CompletableFuture<>();
        add(client, new ClientOperation.Call(() -> direct(operation, call).whenComplete((value, fault) -> {
            if (fault == null) {
                result.complete(value);
            } else {
                result.completeExceptionally(fault);
            }
        })));
        advance(client);
        return result;
    }

    private <T> CompletableFuture<T> direct(String operation, Supplier<CompletionStage<T>> call) {
        if (closed) {
            return CompletableFuture.failedFuture(EngineCalls.closed());
        }
        try {
            return calls.value(operation, call.get());
        } catch (RuntimeException | Error e) {
            return calls.threw(operation, e);
        }
    }

    private <T> CompletionStage<T> report(
            ClientId client,
            String name,
            Supplier<CompletableFuture<T>> call,
            ReportedOperation.Event<T> event,
            Consumer<T> late) {
        ReportedOperation<T> operation =
                new ReportedOperation<>(calls, name, call, event, late, () -> closed, () -> advance(client));
        add(client, operation);
        advance(client);
        return operation.stage();
    }

    /** Publishes without a publisher: nothing has to wait for it. */
    private CompletionStage<Boolean> report(
            ClientOperations alone, Supplier<CompletableFuture<Boolean>> call, ReportedOperation.Event<Boolean> event) {
        ReportedOperation<Boolean> operation =
                new ReportedOperation<>(calls, "publish", call, event, late -> {}, () -> closed, alone::advance);
        alone.add(operation);
        alone.advance();
        return operation.stage();
    }

    private void add(ClientId client, ClientOperation operation) {
        operations.compute(client, (same, known) -> {
            ClientOperations queue = known == null ? new ClientOperations() : known;
            queue.add(operation);
            return queue;
        });
    }

    private void advance(ClientId client) {
        ClientOperations queue = operations.get(client);
        if (queue != null) {
            queue.advance();
            operations.computeIfPresent(client, (same, known) -> known.isEmpty() ? null : known);
        }
    }
}
