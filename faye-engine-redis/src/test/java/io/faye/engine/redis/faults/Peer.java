package io.faye.engine.redis.faults;

import io.faye.engine.EngineLimits;
import io.faye.engine.MonitoredEngine;
import io.faye.engine.redis.RedisEngineProvider;
import io.faye.protocol.Channel;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** One process of a service: an engine, and a host that reads for its clients as a server does. */
final class Peer implements AutoCloseable {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final ScheduledThreadPoolExecutor scheduler =
            new ScheduledThreadPoolExecutor(2, task -> new Thread(task, "faults-host"));
    private final Set<Subscriber> readers = ConcurrentHashMap.newKeySet();
    private final MonitoredEngine engine;

    Peer(Setup setup) {
        scheduler.setRemoveOnCancelPolicy(true);
        this.engine = MonitoredEngine.builder(new RedisEngineProvider())
                .options(setup.options())
                .timeout(setup.timeout())
                .operationTimeout(setup.operationTimeout())
                .limits(EngineLimits.DEFAULT.withQueue(setup.limits()))
                .clock(() -> Instant.now().plus(setup.ahead()))
                .build(scheduler, scheduler);
        long pause = setup.timeout().toMillis() / 4;
        scheduler.scheduleWithFixedDelay(this::pingAll, pause, pause, TimeUnit.MILLISECONDS);
    }

    private void pingAll() {
        readers.forEach(reader -> engine.ping(reader.id()).thenAccept(lives -> {
            if (!lives) {
                reader.end();
            }
        }));
    }

    MonitoredEngine engine() {
        return engine;
    }

    /** {@return the id of a session that began here} */
    CompletionStage<ClientId> client() {
        ClientId client = ClientId.random(RANDOM);
        return engine.createClient(client, Map.of()).thenApply(created -> client);
    }

    /** {@return a session that began here and subscribes, but for which nobody reads yet} */
    Subscriber subscriber(String... patterns) {
        Subscriber subscriber = new Subscriber(Await.get("createClient", client()));
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

    CompletionStage<Boolean> publish(String channel, int number) {
        return engine.publish(Message.to(Channel.of(channel)).with(Message.Field.DATA, Json.of(number)));
    }

    void reads(Subscriber subscriber) {
        readers.add(subscriber);
    }

    void stopsReading(Subscriber subscriber) {
        readers.remove(subscriber);
    }

    void execute(Runnable task) {
        scheduler.execute(task);
    }

    @Override
    public void close() {
        engine.close();
        scheduler.shutdownNow();
    }
}
