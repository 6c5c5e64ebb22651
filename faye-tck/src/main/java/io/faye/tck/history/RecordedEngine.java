package io.faye.tck.history;

import io.faye.engine.Batch;
import io.faye.engine.Engine;
import io.faye.engine.Engine.Change;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.tck.history.Call.Attribute;
import io.faye.tck.history.Call.ReadFrom;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Asks an engine, and notes what it is asked and answers. */
final class RecordedEngine {

    private final Engine engine;
    private final int process;
    private final Recording recording;

    RecordedEngine(Engine engine, int process, Recording recording) {
        this.engine = engine;
        this.process = process;
        this.recording = recording;
    }

    int process() {
        return process;
    }

    private <T> CompletableFuture<T> ask(
            Operation operation,
            @Nullable ClientId client,
            @Nullable Object argument,
            Supplier<CompletionStage<T>> method) {
        Pending pending = recording.begin(operation, process, client, argument);
        CompletionStage<T> stage = call(method);
        pending.returned();
        return stage.whenComplete((answer, failure) -> {
                    pending.ended(answer, failure);
                    recording.over();
                })
                .toCompletableFuture();
    }

    private static <T> CompletionStage<T> call(Supplier<CompletionStage<T>> method) {
        try {
            return Objects.requireNonNull(method.get(), "The engine's method returned null instead of a stage");
        } catch (RuntimeException e) {
            return CompletableFuture.failedStage(
                    new IllegalStateException("The engine's method threw instead of failing its stage", e));
        }
    }

    CompletableFuture<ClientId> createClient(Map<String, String> attributes) {
        return ask(Operation.CREATE, null, attributes, () -> engine.createClient(attributes));
    }

    CompletableFuture<Optional<Map<String, String>>> attributes(ClientId client) {
        return ask(Operation.ATTRIBUTES, client, null, () -> engine.attributes(client));
    }

    CompletableFuture<Boolean> ping(ClientId client) {
        return ask(Operation.PING, client, null, () -> engine.ping(client));
    }

    CompletableFuture<Optional<Map<String, String>>> attach(ClientId client) {
        return ask(Operation.ATTACH, client, null, () -> engine.attach(client));
    }

    CompletableFuture<Void> release(ClientId client) {
        return ask(Operation.RELEASE, client, null, () -> engine.release(client));
    }

    CompletableFuture<Boolean> destroyClient(ClientId client) {
        return ask(Operation.DESTROY, client, null, () -> engine.destroyClient(client));
    }

    CompletableFuture<Change> subscribe(ClientId client, ChannelPattern pattern) {
        return ask(Operation.SUBSCRIBE, client, pattern, () -> engine.subscribe(client, pattern));
    }

    CompletableFuture<Change> unsubscribe(ClientId client, ChannelPattern pattern) {
        return ask(Operation.UNSUBSCRIBE, client, pattern, () -> engine.unsubscribe(client, pattern));
    }

    CompletableFuture<Void> publish(Sent sent) {
        return ask(Operation.PUBLISH, sent.publisher(), sent, () -> engine.publish(sent.message()));
    }

    CompletableFuture<Batch> read(ClientId client, ReadFrom from) {
        return read(Operation.READ, client, from);
    }

    CompletableFuture<Batch> read(Operation kind, ClientId client, ReadFrom from) {
        return ask(kind, client, from, () -> engine.read(client, from.after(), from.maxMessages(), from.maxBytes()));
    }

    CompletableFuture<Void> acknowledge(ClientId client, long upTo) {
        return ask(Operation.ACKNOWLEDGE, client, upTo, () -> engine.acknowledge(client, upTo));
    }

    CompletableFuture<Change> setAttribute(ClientId client, Attribute attribute) {
        return ask(
                Operation.SET,
                client,
                attribute,
                () -> engine.setAttribute(client, attribute.name(), attribute.value()));
    }
}
