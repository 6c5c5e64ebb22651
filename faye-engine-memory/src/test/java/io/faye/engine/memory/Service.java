package io.faye.engine.memory;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.faye.engine.Engine;
import io.faye.engine.EngineOptions;
import io.faye.engine.QueueLimits;
import io.faye.protocol.Channel;
import io.faye.protocol.ClientId;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** An engine and its host. */
final class Service implements AutoCloseable {

    final Host host;
    final Engine engine;

    Service() {
        this(QueueLimits.DEFAULT);
    }

    Service(QueueLimits limits) {
        host = new Host(limits);
        engine = new MemoryEngineProvider().create(host, EngineOptions.none());
    }

    static <T> T get(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(30, SECONDS);
        } catch (Exception e) {
            throw new AssertionError("The stage failed", e);
        }
    }

    Client client() {
        return client(Map.of());
    }

    Client client(Map<String, String> attributes) {
        return new Client(this, get(engine.createClient(attributes)));
    }

    /** {@return an id of the right form that no session has} */
    Client stranger() {
        return new Client(this, host.newClientId());
    }

    static Message message(String channel, Object data) {
        return Message.to(Channel.of(channel)).with("data", Json.of(data));
    }

    static Message message(ClientId publisher, String channel, Object data) {
        return message(channel, data).with("clientId", publisher.toJson());
    }

    /** Publishes as the server itself. */
    void publish(String channel, Object data) {
        get(engine.publish(message(channel, data)));
    }

    @Override
    public void close() {
        engine.close();
    }
}
