package io.faye.tck;

import io.faye.engine.Batch;
import io.faye.engine.Engine;
import io.faye.engine.Engine.Change;
import io.faye.engine.Page;
import io.faye.protocol.Channel;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An engine's operations, not awaited. Each call is checked to return a stage and to throw nothing. */
final class Calls {

    private final Engine engine;

    Calls(Engine engine) {
        this.engine = engine;
    }

    static Message message(String channel, @Nullable Object data) {
        return Message.to(Channel.of(channel)).with(Message.Field.DATA, Json.of(data));
    }

    CompletableFuture<ClientId> createClient(Map<String, String> attributes) {
        return call("createClient", () -> engine.createClient(attributes));
    }

    CompletableFuture<Optional<Map<String, String>>> attributes(ClientId client) {
        return call("attributes", () -> engine.attributes(client));
    }

    CompletableFuture<Boolean> clientExists(ClientId client) {
        return call("clientExists", () -> engine.clientExists(client));
    }

    CompletableFuture<Boolean> ping(ClientId client) {
        return call("ping", () -> engine.ping(client));
    }

    CompletableFuture<Optional<Map<String, String>>> attach(ClientId client) {
        return call("attach", () -> engine.attach(client));
    }

    CompletableFuture<Void> release(ClientId client) {
        return call("release", () -> engine.release(client));
    }

    CompletableFuture<Boolean> destroyClient(ClientId client) {
        return call("destroyClient", () -> engine.destroyClient(client));
    }

    CompletableFuture<Change> subscribe(ClientId client, String pattern) {
        return call("subscribe", () -> engine.subscribe(client, ChannelPattern.of(pattern)));
    }

    CompletableFuture<Change> unsubscribe(ClientId client, String pattern) {
        return call("unsubscribe", () -> engine.unsubscribe(client, ChannelPattern.of(pattern)));
    }

    CompletableFuture<Void> publish(Message message) {
        return call("publish", () -> engine.publish(message));
    }

    CompletableFuture<Void> publish(ClientId publisher, String channel, @Nullable Object data) {
        return publish(message(channel, data).with(Message.Field.CLIENT_ID, publisher.toJson()));
    }

    CompletableFuture<Batch> read(ClientId client, long after, int maxMessages, int maxBytes) {
        return call("read", () -> engine.read(client, after, maxMessages, maxBytes));
    }

    CompletableFuture<Void> acknowledge(ClientId client, long upTo) {
        return call("acknowledge", () -> engine.acknowledge(client, upTo));
    }

    CompletableFuture<Change> setAttribute(ClientId client, String name, @Nullable String value) {
        return call("setAttribute", () -> engine.setAttribute(client, name, value));
    }

    CompletableFuture<Page> clients(@Nullable String cursor, int limit) {
        return call("clients", () -> engine.clients(cursor, limit));
    }

    private static <T> CompletableFuture<T> call(String what, Supplier<CompletionStage<T>> call) {
        CompletionStage<T> stage;
        try {
            stage = call.get();
        } catch (RuntimeException | Error e) {
            throw new AssertionError(what + " threw " + e + "; a fault is to complete the stage", e);
        }
        return present(what, stage).toCompletableFuture();
    }

    private static <T> CompletionStage<T> present(String what, @Nullable CompletionStage<T> stage) {
        if (stage == null) {
            throw new AssertionError(what + " returned null instead of a stage");
        }
        return stage;
    }
}
