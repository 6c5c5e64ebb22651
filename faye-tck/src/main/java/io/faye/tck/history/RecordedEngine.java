package io.faye.tck.history;

import io.faye.engine.Attachment;
import io.faye.engine.Change;
import io.faye.engine.MonitoredEngine;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.tck.history.Call.Attribute;
import io.faye.tck.history.Event.Kind;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Asks the engine of one process, and notes what it is asked, answers and tells. */
final class RecordedEngine {

    private static final int SELDOM = 32;
    private static final long PAUSE_NANOS = 1_000;

    private final MonitoredEngine engine;
    private final int process;
    private final Recording recording;

    RecordedEngine(MonitoredEngine engine, int process, Recording recording) {
        this.engine = engine;
        this.process = process;
        this.recording = recording;
        engine.addInlineListener(new RecordedListener(this));
    }

    int process() {
        return process;
    }

    MonitoredEngine engine() {
        return engine;
    }

    Recording recording() {
        return recording;
    }

    /** A slow host shows what is not done in one step (EVT-3). */
    private static void dawdle(Event event) {
        if (event.tick() % SELDOM == 0) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    void note(Kind kind, @Nullable ClientId client, @Nullable Object about) {
        if (recording.knows(client)) {
            dawdle(recording.event(kind, process, client, about));
        }
    }

    <T> CompletableFuture<T> ask(
            Operation operation,
            @Nullable ClientId client,
            @Nullable Object argument,
            Supplier<CompletionStage<T>> method) {
        return ask(operation, client, argument, method, answer -> answer);
    }

    <T> CompletableFuture<T> ask(
            Operation operation,
            @Nullable ClientId client,
            @Nullable Object argument,
            Supplier<CompletionStage<T>> method,
            Function<T, @Nullable Object> noted) {
        Pending pending = recording.begin(operation, process, client, argument);
        CompletionStage<T> stage = method.get();
        pending.returned();
        return stage.whenComplete((answer, failure) -> {
                    pending.ended(failure == null ? noted.apply(answer) : null, failure);
                    recording.over();
                })
                .toCompletableFuture();
    }

    CompletableFuture<Void> createClient(ClientId client, Map<String, String> attributes) {
        recording.issued(client);
        return ask(Operation.CREATE, client, attributes, () -> engine.createClient(client, attributes));
    }

    CompletableFuture<Optional<Map<String, String>>> attributes(ClientId client) {
        return ask(Operation.ATTRIBUTES, client, null, () -> engine.attributes(client));
    }

    CompletableFuture<Boolean> ping(ClientId client) {
        return ask(Operation.PING, client, null, () -> engine.ping(client));
    }

    /** {@return whether the session was there} */
    CompletableFuture<Boolean> attach(RecordedAttachment attachment) {
        ClientId client = attachment.session().client();
        return ask(
                        Operation.ATTACH,
                        client,
                        attachment.number(),
                        () -> engine.attach(client, attachment),
                        found -> found.map(Attachment::attributes))
                .thenApply(found -> {
                    attachment.opened(found);
                    return found.isPresent();
                });
    }

    CompletableFuture<Boolean> destroyClient(ClientId client) {
        return ask(Operation.DESTROY, client, null, () -> engine.destroyClient(client), Optional::isPresent)
                .thenApply(Optional::isPresent);
    }

    CompletableFuture<Change> subscribe(ClientId client, ChannelPattern pattern) {
        return ask(Operation.SUBSCRIBE, client, pattern, () -> engine.subscribe(client, pattern));
    }

    CompletableFuture<Change> unsubscribe(ClientId client, ChannelPattern pattern) {
        return ask(Operation.UNSUBSCRIBE, client, pattern, () -> engine.unsubscribe(client, pattern));
    }

    CompletableFuture<Optional<Set<ChannelPattern>>> subscriptions(ClientId client) {
        return ask(Operation.SUBSCRIPTIONS, client, null, () -> engine.subscriptions(client));
    }

    CompletableFuture<Boolean> publish(Sent sent) {
        return ask(Operation.PUBLISH, sent.publisher(), sent, () -> engine.publish(sent.message()));
    }

    CompletableFuture<Change> setAttribute(ClientId client, Attribute attribute) {
        String value = attribute.value();
        return ask(
                Operation.SET,
                client,
                attribute,
                () -> value == null
                        ? engine.removeAttribute(client, attribute.name())
                        : engine.setAttribute(client, attribute.name(), value));
    }
}
