package io.faye.server;

import io.faye.engine.EngineException;
import io.faye.engine.EngineListener;
import io.faye.engine.EngineOptions;
import io.faye.engine.EngineProvider;
import io.faye.engine.MemoryBudget;
import io.faye.engine.QueueLimits;
import io.faye.extension.Extension;
import io.faye.protocol.ChannelNames;
import io.faye.protocol.ProtocolLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Builds a {@link BayeuxServer}. Not safe for threads. */
public final class BayeuxServerBuilder {

    Duration timeout = Duration.ofSeconds(45);
    Duration connectTimeout = Duration.ofSeconds(20);
    Duration operationTimeout = Duration.ofSeconds(4);
    Duration extensionTimeout = Duration.ofSeconds(4);
    ProtocolLimits protocolLimits = ProtocolLimits.DEFAULT;
    ChannelNames channelNames = ChannelNames.FAYE;
    QueueLimits queueLimits = QueueLimits.DEFAULT;
    ServiceLimits serviceLimits = ServiceLimits.DEFAULT;
    Duration maxPause = Duration.ofMinutes(10);
    EngineOptions options = EngineOptions.none();
    int maxSessions = 100_000;
    int maxSubscriptions = 10_000;
    long maxMemory = MemoryBudget.defaultLimit();
    ServerObserver observer = ServerObserver.NONE;
    final List<Extension> extensions = new ArrayList<>();
    final List<EngineListener> listeners = new ArrayList<>();
    final List<EngineListener> inlineListeners = new ArrayList<>();
    final List<Consumer<Services>> services = new ArrayList<>();
    private String engine = "memory";
    private @Nullable EngineProvider provider;

    BayeuxServerBuilder() {}

    /**
     * Chooses an engine by name; {@code memory} unless chosen.
     *
     * @param name the name of an installed engine
     * @return this
     */
    public BayeuxServerBuilder engine(String name) {
        return engine(name, EngineOptions.none());
    }

    /**
     * Chooses an engine by name.
     *
     * @param name the name of an installed engine
     * @param chosen its options
     * @return this
     */
    public BayeuxServerBuilder engine(String name, EngineOptions chosen) {
        engine = name;
        provider = null;
        options = chosen;
        return this;
    }

    /**
     * Chooses an engine that need not be installed.
     *
     * @param chosenProvider makes the engine
     * @param chosen its options
     * @return this
     */
    public BayeuxServerBuilder engine(EngineProvider chosenProvider, EngineOptions chosen) {
        provider = chosenProvider;
        options = chosen;
        return this;
    }

    /**
     * Sets how long connects are held; sessions end after twice that without one.
     *
     * @param time 45 s unless set
     * @return this
     * @throws IllegalArgumentException if that is not positive
     */
    public BayeuxServerBuilder timeout(Duration time) {
        timeout = positive("timeout", time);
        return this;
    }

    /**
     * Sets how long a session may wait for its first connect. A session that neither connects nor sends anything else for
     * so long ends, unless it has expired before.
     *
     * @param time 20 s unless set: a client connects as soon as it has the reply to its handshake, but over a bad network
     *     each of both may take seconds. Zero for no limit but {@link #timeout}'s
     * @return this
     * @throws IllegalArgumentException if that is negative
     */
    public BayeuxServerBuilder connectTimeout(Duration time) {
        connectTimeout = notNegative("a connect timeout", time, Duration.ZERO);
        return this;
    }

    /**
     * Sets how long a client may pause. A client that announces a pause in its connect ({@code advice.interval}), or is told
     * one by an extension, sends nothing for so long after the answer; its session does not end meanwhile. If this process
     * ends, the session lives for twice {@link #timeout} after that, as without a pause.
     *
     * @param time 10 min unless set; a client that announces more is told this. Zero for no pauses
     * @return this
     * @throws IllegalArgumentException if that is negative
     */
    public BayeuxServerBuilder maxPause(Duration time) {
        maxPause = notNegative("a longest pause", time, Duration.ZERO);
        return this;
    }

    /**
     * Sets how long the engine may take for an operation.
     *
     * @param time 4 s unless set: Faye's clients give up after 6
     * @return this
     * @throws IllegalArgumentException if that is not positive
     */
    public BayeuxServerBuilder operationTimeout(Duration time) {
        operationTimeout = positive("operation timeout", time);
        return this;
    }

    /**
     * Sets how long one extension may take for one message.
     *
     * @param time 4 s unless set
     * @return this
     * @throws IllegalArgumentException if that is not positive
     */
    public BayeuxServerBuilder extensionTimeout(Duration time) {
        extensionTimeout = positive("extension timeout", time);
        return this;
    }

    /**
     * Sets how much one request may ask.
     *
     * @param limits {@link ProtocolLimits#DEFAULT} unless set
     * @return this
     */
    public BayeuxServerBuilder protocolLimits(ProtocolLimits limits) {
        protocolLimits = limits;
        return this;
    }

    /**
     * Sets which names of channels clients may use, local clients among them; any other name is refused with
     * {@code 405:<name>:Invalid channel}. All servers of a service should have the same.
     *
     * @param names {@link ChannelNames#FAYE} unless set
     * @return this
     */
    public BayeuxServerBuilder channelNames(ChannelNames names) {
        channelNames = names;
        return this;
    }

    /**
     * Sets how much may wait for one client.
     *
     * @param limits {@link QueueLimits#DEFAULT} unless set
     * @return this
     */
    public BayeuxServerBuilder queueLimits(QueueLimits limits) {
        queueLimits = limits;
        return this;
    }

    /**
     * Sets what calls of services may take.
     *
     * @param limits {@link ServiceLimits#DEFAULT} unless set
     * @return this
     */
    public BayeuxServerBuilder serviceLimits(ServiceLimits limits) {
        serviceLimits = limits;
        return this;
    }

    /**
     * Sets how many sessions the service has at most; a handshake beyond is refused with
     * {@code 400:sessions:Bad request}.
     *
     * @param sessions 100,000 unless set; 0 for any number
     * @return this
     * @throws IllegalArgumentException if that is negative
     */
    public BayeuxServerBuilder maxSessions(int sessions) {
        maxSessions = notNegative("a number of sessions", sessions, 0);
        return this;
    }

    /**
     * Sets how many subscriptions a session has at most; one more is refused with
     * {@code 400:subscriptions:Bad request}.
     *
     * @param subscriptions 10,000 unless set; 0 for any number
     * @return this
     * @throws IllegalArgumentException if that is negative
     */
    public BayeuxServerBuilder maxSubscriptions(int subscriptions) {
        maxSubscriptions = notNegative("a number of subscriptions", subscriptions, 0);
        return this;
    }

    /**
     * Sets how much memory clients may make this server hold: queued messages, subscriptions, and requests that are being read
     * or in work. When it is short, the sessions and connections that hold most are ended, and a publish or a subscription
     * is refused with {@code 503:memory:Service unavailable}. Several servers in one process count each for itself.
     *
     * @param bytes {@link MemoryBudget#defaultLimit()} unless set: half of the heap; 0 for no limit
     * @return this
     * @throws IllegalArgumentException if that is negative
     */
    public BayeuxServerBuilder maxMemory(long bytes) {
        maxMemory = notNegative("a number of bytes", bytes, 0L);
        return this;
    }

    /**
     * Adds an extension behind those given before, so that it is there before the first message.
     *
     * @param extension sees all messages
     * @return this
     */
    public BayeuxServerBuilder extension(Extension extension) {
        extensions.add(extension);
        return this;
    }

    /**
     * Adds a listener for the monitoring events that have their cause in this process, so that it hears the first.
     *
     * @param listener hears all events
     * @return this
     */
    public BayeuxServerBuilder listener(EngineListener listener) {
        listeners.add(listener);
        return this;
    }

    /**
     * Adds a listener that is called on the thread that completes the operation, before the client hears of it. That costs
     * less than {@link #listener}, but everybody waits for it.
     *
     * @param listener hears all events; must be quick and must not block
     * @return this
     */
    public BayeuxServerBuilder inlineListener(EngineListener listener) {
        inlineListeners.add(listener);
        return this;
    }

    /**
     * Sets who is told what the server does, for metrics.
     *
     * @param chosen nobody unless set
     * @return this
     */
    public BayeuxServerBuilder observer(ServerObserver chosen) {
        observer = chosen;
        return this;
    }

    /**
     * Adds handlers of calls, so that they are there before the first message.
     *
     * @param registration adds handlers to {@link BayeuxServer#services}
     * @return this
     */
    public BayeuxServerBuilder services(Consumer<Services> registration) {
        services.add(registration);
        return this;
    }

    /**
     * {@return a server that works}
     *
     * @throws EngineException if the engine is not installed, or refuses its options, or cannot work
     */
    public BayeuxServer build() {
        return new BayeuxServer(this);
    }

    EngineProvider provider() {
        EngineProvider chosen = provider == null ? EngineProvider.named(engine) : provider;
        provider = chosen;
        return chosen;
    }

    private static <T extends Comparable<T>> T notNegative(String what, T value, T zero) {
        if (value.compareTo(zero) < 0) {
            throw new IllegalArgumentException("Expected " + what + " of 0 or more, but got " + value);
        }
        return value;
    }

    private static Duration positive(String what, Duration time) {
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("Expected a positive " + what + ", but got " + time);
        }
        return time;
    }
}
