package io.faye.engine.memory;

import io.faye.engine.EngineContext;
import io.faye.engine.EngineListener;
import io.faye.engine.QueueLimits;
import io.faye.protocol.Channel;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.protocol.Json;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;

/** Notes what an engine tells it, one line for each call; sessions are called 1, 2, 3 in the order of their ids. */
final class Host implements EngineContext, EngineListener {

    static final Duration TIMEOUT = Duration.ofSeconds(10);

    final ManualTime time = new ManualTime();
    private final QueueLimits limits;
    private final Random random = new Random(42);
    private final Map<ClientId, Integer> names = new ConcurrentHashMap<>();
    private final List<String> heard = new ArrayList<>();
    private volatile Consumer<String> then = line -> {};

    Host(QueueLimits limits) {
        this.limits = limits;
    }

    /** Does something more on each call, after it was noted. */
    void then(Consumer<String> action) {
        then = action;
    }

    private void note(String line) {
        synchronized (heard) {
            heard.add(line);
        }
        then.accept(line);
    }

    List<String> heard() {
        synchronized (heard) {
            return List.copyOf(heard);
        }
    }

    /** {@return the five events only} */
    List<String> events() {
        return heard().stream()
                .filter(line -> !line.startsWith("wake") && !line.startsWith("closed"))
                .toList();
    }

    List<String> heard(String prefix) {
        return heard().stream().filter(line -> line.startsWith(prefix)).toList();
    }

    void forget() {
        synchronized (heard) {
            heard.clear();
        }
    }

    int name(ClientId client) {
        return names.getOrDefault(client, 0);
    }

    @Override
    public void messagesAvailable(ClientId client) {
        note("wake " + name(client));
    }

    @Override
    public void clientMoved(ClientId client) {
        note("moved " + name(client));
    }

    @Override
    public void clientClosed(ClientId client) {
        note("closed " + name(client));
    }

    @Override
    public void handshake(ClientId client) {
        note("handshake " + name(client));
    }

    @Override
    public void subscribe(ClientId client, ChannelPattern pattern) {
        note("subscribe " + name(client) + " " + pattern);
    }

    @Override
    public void unsubscribe(ClientId client, ChannelPattern pattern) {
        note("unsubscribe " + name(client) + " " + pattern);
    }

    @Override
    public void publish(Optional<ClientId> publisher, Channel channel, Json data) {
        note("publish " + publisher.map(this::name).map(String::valueOf).orElse("-") + " " + channel + " " + data);
    }

    @Override
    public void disconnect(ClientId client) {
        note("disconnect " + name(client));
    }

    @Override
    public EngineListener listener() {
        return this;
    }

    @Override
    public synchronized ClientId newClientId() {
        ClientId client = ClientId.random(random);
        names.put(client, names.size() + 1);
        return client;
    }

    @Override
    public Duration timeout() {
        return TIMEOUT;
    }

    @Override
    public Duration operationTimeout() {
        return Duration.ofSeconds(4);
    }

    @Override
    public QueueLimits queueLimits() {
        return limits;
    }

    @Override
    public InstantSource clock() {
        return time;
    }

    @Override
    public ScheduledExecutorService scheduler() {
        return time;
    }
}
