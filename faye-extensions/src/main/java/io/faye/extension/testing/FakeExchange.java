package io.faye.extension.testing;

import io.faye.extension.Exchange;
import io.faye.extension.Extension;
import io.faye.extension.Request;
import io.faye.extension.Sessions;
import io.faye.protocol.ChannelNames;
import io.faye.protocol.ClientId;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An exchange with nobody. */
final class FakeExchange implements Exchange {

    private final FakeSessions sessions;
    private final Request request;
    private final ChannelNames names;
    private final @Nullable ClientId client;
    private final Map<String, String> attributes;
    private final Map<Extension, Object> findings = Collections.synchronizedMap(new IdentityHashMap<>());

    FakeExchange(
            FakeSessions sessions,
            Request request,
            ChannelNames names,
            @Nullable ClientId client,
            Map<String, String> attributes) {
        this.sessions = sessions;
        this.request = request;
        this.names = names;
        this.client = client;
        this.attributes = new HashMap<>(attributes);
    }

    @Override
    public Request request() {
        return request;
    }

    @Override
    public ChannelNames channelNames() {
        return names;
    }

    @Override
    public Optional<ClientId> client() {
        return Optional.ofNullable(client);
    }

    @Override
    public synchronized Map<String, String> attributes() {
        return Map.copyOf(attributes);
    }

    @Override
    public CompletionStage<Void> setAttribute(String name, @Nullable String value) {
        remember(name, value);
        return client == null
                ? CompletableFuture.completedFuture(null)
                : sessions.setAttribute(client, name, value).thenAccept(known -> {});
    }

    @Override
    public CompletionStage<Boolean> setAttributeIfAbsent(String name, String value) {
        if (client == null) {
            return CompletableFuture.completedFuture(rememberIfAbsent(name, value));
        }
        return sessions.setAttributeIfAbsent(client, name, value)
                .thenCombine(sessions.attributes(client), (set, now) -> {
                    remember(name, now.orElse(Map.of()).get(name));
                    return set;
                });
    }

    private synchronized boolean rememberIfAbsent(String name, String value) {
        return attributes.putIfAbsent(name, value) == null;
    }

    private synchronized void remember(String name, @Nullable String value) {
        if (value == null) {
            attributes.remove(name);
        } else {
            attributes.put(name, value);
        }
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> T computeIfAbsent(Extension owner, Supplier<T> finder) {
        return (T) findings.computeIfAbsent(owner, first -> finder.get());
    }

    @Override
    public Sessions sessions() {
        return sessions;
    }
}
