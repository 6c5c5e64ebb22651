package io.faye.extension;

import io.faye.protocol.ClientId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A service without sessions, and what a publisher in its own process looks like there. */
final class EmptyService implements Sessions, Exchange {

    @Override
    public Session session(ClientId client) {
        throw new UnsupportedOperationException("No test here asks for a session");
    }

    @Override
    public CompletionStage<Optional<Map<String, String>>> attributes(ClientId client) {
        return CompletableFuture.completedFuture(Optional.empty());
    }

    @Override
    public CompletionStage<Boolean> setAttribute(ClientId client, String name, @Nullable String value) {
        return CompletableFuture.completedFuture(false);
    }

    @Override
    public CompletionStage<Boolean> setAttributeIfAbsent(ClientId client, String name, String value) {
        return CompletableFuture.completedFuture(false);
    }

    @Override
    public CompletionStage<Void> ended(ClientId client) {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<Boolean> disconnect(ClientId client) {
        return CompletableFuture.completedFuture(false);
    }

    @Override
    public CompletionStage<Page> list(@Nullable String cursor, int limit) {
        return CompletableFuture.completedFuture(new Page(Map.of(), null));
    }

    @Override
    public Request request() {
        return Request.LOCAL;
    }

    @Override
    public Optional<ClientId> client() {
        return Optional.empty();
    }

    @Override
    public Map<String, String> attributes() {
        return Map.of();
    }

    @Override
    public CompletionStage<Void> setAttribute(String name, @Nullable String value) {
        return CompletableFuture.failedFuture(new IllegalStateException("Expected a session, but there is none"));
    }

    @Override
    public CompletionStage<Boolean> setAttributeIfAbsent(String name, String value) {
        return CompletableFuture.failedFuture(new IllegalStateException("Expected a session, but there is none"));
    }

    @Override
    public Sessions sessions() {
        return this;
    }
}
