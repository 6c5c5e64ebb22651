package io.faye.tck;

import io.faye.engine.Attachment;
import io.faye.engine.Batch;
import io.faye.engine.Change;
import io.faye.engine.Engine;
import io.faye.engine.SessionPage;
import io.faye.protocol.Channel;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** An engine's operations, not awaited. What reads does so with the newest attachment in the process. */
final class Calls {

    private final Host host;
    private final Engine engine;

    Calls(Host host) {
        this.host = host;
        this.engine = host.engine();
    }

    static Message message(String channel, @Nullable Object data) {
        return Message.to(Channel.of(channel)).with(Message.Field.DATA, Json.of(data));
    }

    CompletableFuture<Void> createClient(ClientId client, Map<String, String> attributes) {
        return engine.createClient(client, attributes).toCompletableFuture();
    }

    CompletableFuture<Optional<Map<String, String>>> attributes(ClientId client) {
        return engine.attributes(client).toCompletableFuture();
    }

    /** Asks by an operation that changes nothing, not even expiry. */
    CompletableFuture<Boolean> exists(ClientId client) {
        return attributes(client).thenApply(Optional::isPresent);
    }

    CompletableFuture<Boolean> ping(ClientId client) {
        return engine.ping(client).toCompletableFuture();
    }

    CompletableFuture<Optional<Attachment>> attach(ClientId client) {
        return Handle.attach(host, client, null).stage();
    }

    /** Releases the newest attachment of this process, if there is one. */
    CompletableFuture<Void> release(ClientId client) {
        return release(client, "");
    }

    CompletableFuture<Void> release(ClientId client, String note) {
        return host.newest(client)
                .map(handle -> handle.releases(note))
                .orElseGet(() -> CompletableFuture.completedFuture(null));
    }

    CompletableFuture<Optional<Set<ChannelPattern>>> destroyClient(ClientId client) {
        return engine.destroyClient(client).toCompletableFuture();
    }

    CompletableFuture<Change> subscribe(ClientId client, String pattern) {
        return engine.subscribe(client, ChannelPattern.of(pattern)).toCompletableFuture();
    }

    CompletableFuture<Change> unsubscribe(ClientId client, String pattern) {
        return engine.unsubscribe(client, ChannelPattern.of(pattern)).toCompletableFuture();
    }

    CompletableFuture<Optional<Set<ChannelPattern>>> subscriptions(ClientId client) {
        return engine.subscriptions(client).toCompletableFuture();
    }

    CompletableFuture<Boolean> publish(Message message) {
        return engine.publish(message).toCompletableFuture();
    }

    CompletableFuture<Boolean> publish(ClientId publisher, String channel, @Nullable Object data) {
        return publish(message(channel, data).with(Message.Field.CLIENT_ID, publisher.toJson()));
    }

    /** Attaches first if this process has not. */
    CompletableFuture<Batch> read(ClientId client, long after, int maxMessages, int maxBytes) {
        return host.newest(client)
                .orElseGet(() -> Handle.attach(host, client, null))
                .reads(after, maxMessages, maxBytes);
    }

    /** Acknowledges on the newest attachment of this process, if there is one. */
    CompletableFuture<Void> acknowledge(ClientId client, long upTo) {
        return host.newest(client)
                .map(handle -> handle.acknowledges(upTo))
                .orElseGet(() -> CompletableFuture.completedFuture(null));
    }

    CompletableFuture<Change> setAttribute(ClientId client, String name, String value) {
        return engine.setAttribute(client, name, value).toCompletableFuture();
    }

    CompletableFuture<Change> setAttributeIfAbsent(ClientId client, String name, String value) {
        return engine.setAttributeIfAbsent(client, name, value).toCompletableFuture();
    }

    CompletableFuture<Change> removeAttribute(ClientId client, String name) {
        return engine.removeAttribute(client, name).toCompletableFuture();
    }

    CompletableFuture<SessionPage> clients(SessionPage.Cursor cursor, int limit) {
        return engine.clients(cursor, limit).toCompletableFuture();
    }

    CompletableFuture<Void> health() {
        return engine.health().toCompletableFuture();
    }
}
