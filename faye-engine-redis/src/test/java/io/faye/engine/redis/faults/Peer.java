package io.faye.engine.redis.faults;

import io.faye.engine.Engine;
import io.faye.engine.EngineContext;
import io.faye.engine.EngineListener;
import io.faye.engine.QueueLimits;
import io.faye.engine.redis.RedisEngineProvider;
import io.faye.protocol.Channel;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** One process of a service: an engine, and a host that reads for its clients as a server does. */
final class Peer implements EngineContext, EngineListener, AutoCloseable {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Setup setup;
    private final ScheduledThreadPoolExecutor scheduler =
            new ScheduledThreadPoolExecutor(2, task -> new Thread(task, "faults-host"));
    private final Map<ClientId, Subscriber> readers = new ConcurrentHashMap<>();
    private final Engine engine;

    Peer(Setup setup) {
        this.setup = setup;
        scheduler.setRemoveOnCancelPolicy(true);
        this.engine = new RedisEngineProvider().create(this, setup.options());
        long pause = setup.timeout().toMillis() / 4;
        scheduler.scheduleWithFixedDelay(this::pingAll, pause, pause, TimeUnit.MILLISECONDS);
    }

    private void pingAll() {
        readers.values().forEach(reader -> engine.ping(reader.id()).thenAccept(lives -> {
            if (!lives) {
                reader.end();
            }
        }));
    }

    Engine engine() {
        return engine;
    }

    /** {@return a session that began here and subscribes, but for which nobody reads yet} */
    Subscriber subscriber(String... patterns) {
        Subscriber subscriber = new Subscriber(Await.get("createClient", engine.createClient(Map.of())));
        for (String pattern : patterns) {
            Await.get("subscribe", engine.subscribe(subscriber.id(), ChannelPattern.of(pattern)));
        }
        return subscriber;
    }

    /** {@return a session that began here, subscribes, and is read for here} */
    Subscriber listener(String... patterns) {
        Subscriber subscriber = subscriber(patterns);
        subscriber.comesTo(this);
        return subscriber;
    }

    CompletionStage<Void> publish(String channel, int number) {
        return engine.publish(Message.to(Channel.of(channel)).with(Message.Field.DATA, Json.of(number)));
    }

    void reads(Subscriber subscriber) {
        readers.put(subscriber.id(), subscriber);
    }

    void stopsReading(Subscriber subscriber) {
        readers.remove(subscriber.id(), subscriber);
    }

    @Override
    public void messagesAvailable(ClientId client) {
        Subscriber subscriber = readers.get(client);
        if (subscriber != null) {
            scheduler.execute(subscriber::read);
        }
    }

    @Override
    public void clientMoved(ClientId client) {
        Subscriber subscriber = readers.remove(client);
        if (subscriber != null) {
            subscriber.moved();
        }
    }

    @Override
    public void clientClosed(ClientId client) {
        Subscriber subscriber = readers.remove(client);
        if (subscriber != null) {
            subscriber.end();
        }
    }

    @Override
    public void handshake(ClientId client) {}

    @Override
    public void subscribe(ClientId client, ChannelPattern pattern) {}

    @Override
    public void unsubscribe(ClientId client, ChannelPattern pattern) {}

    @Override
    public void publish(Optional<ClientId> publisher, Channel channel, Json data) {}

    @Override
    public void disconnect(ClientId client) {}

    @Override
    public EngineListener listener() {
        return this;
    }

    @Override
    public ClientId newClientId() {
        return ClientId.random(RANDOM);
    }

    @Override
    public Duration timeout() {
        return setup.timeout();
    }

    @Override
    public Duration operationTimeout() {
        return setup.operationTimeout();
    }

    @Override
    public QueueLimits queueLimits() {
        return setup.limits();
    }

    @Override
    public InstantSource clock() {
        return () -> Instant.now().plus(setup.ahead());
    }

    @Override
    public ScheduledExecutorService scheduler() {
        return scheduler;
    }

    @Override
    public void close() {
        engine.close();
        scheduler.shutdownNow();
    }
}
