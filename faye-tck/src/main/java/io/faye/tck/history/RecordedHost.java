package io.faye.tck.history;

import io.faye.engine.EngineContext;
import io.faye.engine.EngineListener;
import io.faye.engine.QueueLimits;
import io.faye.protocol.Channel;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.protocol.Json;
import io.faye.tck.history.Event.Kind;
import io.faye.tck.history.Event.Published;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Notes what one engine tells, and lends it what the kit lends. */
final class RecordedHost implements EngineContext, EngineListener {

    private static final int SELDOM = 32;
    private static final long PAUSE_NANOS = 1_000;

    private final EngineContext lent;
    private final int process;
    private final Recording recording;
    private final Consumer<Event> then;

    /** @param then does something on each call that is no monitoring event, after it was noted */
    RecordedHost(EngineContext lent, int process, Recording recording, Consumer<Event> then) {
        this.lent = lent;
        this.process = process;
        this.recording = recording;
        this.then = then;
    }

    /** A slow host shows what is not done in one step (EVT-3). */
    private static void dawdle(Event event) {
        if (event.tick() % SELDOM == 0) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private void note(Kind kind, @Nullable ClientId client, @Nullable Object about) {
        if (!recording.knows(client)) {
            return;
        }
        Event event = recording.event(kind, process, client, about);
        if (!kind.isMonitored()) {
            then.accept(event);
        }
        dawdle(event);
    }

    @Override
    public void messagesAvailable(ClientId client) {
        note(Kind.AVAILABLE, client, null);
    }

    @Override
    public void clientMoved(ClientId client) {
        note(Kind.MOVED, client, null);
    }

    @Override
    public void clientClosed(ClientId client) {
        note(Kind.CLOSED, client, null);
    }

    @Override
    public void handshake(ClientId client) {
        note(Kind.HANDSHAKE, client, null);
    }

    @Override
    public void subscribe(ClientId client, ChannelPattern pattern) {
        note(Kind.SUBSCRIBE, client, pattern);
    }

    @Override
    public void unsubscribe(ClientId client, ChannelPattern pattern) {
        note(Kind.UNSUBSCRIBE, client, pattern);
    }

    @Override
    public void publish(Optional<ClientId> publisher, Channel channel, Json data) {
        note(Kind.PUBLISH, publisher.orElse(null), new Published(channel, data));
    }

    @Override
    public void disconnect(ClientId client) {
        note(Kind.DISCONNECT, client, null);
    }

    @Override
    public EngineListener listener() {
        return this;
    }

    @Override
    public ClientId newClientId() {
        ClientId client = lent.newClientId();
        recording.issued(client);
        return client;
    }

    @Override
    public Duration timeout() {
        return lent.timeout();
    }

    @Override
    public Duration operationTimeout() {
        return lent.operationTimeout();
    }

    @Override
    public QueueLimits queueLimits() {
        return lent.queueLimits();
    }

    @Override
    public InstantSource clock() {
        return lent.clock();
    }

    @Override
    public ScheduledExecutorService scheduler() {
        return lent.scheduler();
    }
}
