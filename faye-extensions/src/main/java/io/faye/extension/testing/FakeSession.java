package io.faye.extension.testing;

import io.faye.extension.Session;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.protocol.Message;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A handle for a session that is nothing but its attributes, its subscriptions and what was delivered to it. */
record FakeSession(ClientId id, FakeSessions sessions) implements Session {

    @Override
    public CompletionStage<Optional<Map<String, String>>> attributes() {
        return sessions.attributes(id);
    }

    @Override
    public CompletionStage<Outcome> setAttribute(String name, String value) {
        return change(state -> outcome(!value.equals(state.attributes().put(name, value))));
    }

    @Override
    public CompletionStage<Outcome> setAttributeIfAbsent(String name, String value) {
        return change(state -> outcome(state.attributes().putIfAbsent(name, value) == null));
    }

    @Override
    public CompletionStage<Outcome> removeAttribute(String name) {
        return change(state -> outcome(state.attributes().remove(name) != null));
    }

    @Override
    public CompletionStage<Outcome> deliver(Message message) {
        if (message.channel().filter(channel -> !channel.isMeta()).isEmpty()) {
            throw new IllegalArgumentException(
                    "Expected a message with a channel outside of /meta, but got " + message);
        }
        return change(state -> outcome(state.delivered().add(message)));
    }

    @Override
    public CompletionStage<Outcome> subscribe(ChannelPattern pattern) {
        return change(state -> outcome(state.subscriptions().add(pattern)));
    }

    @Override
    public CompletionStage<Outcome> unsubscribe(ChannelPattern pattern) {
        return change(state -> outcome(state.subscriptions().remove(pattern)));
    }

    @Override
    public CompletionStage<Optional<Set<ChannelPattern>>> subscriptions() {
        return CompletableFuture.completedFuture(sessions.subscriptions(id));
    }

    @Override
    public CompletionStage<Outcome> disconnect() {
        return sessions.disconnect(id).thenApply(ended -> ended ? Outcome.DONE : Outcome.ENDED);
    }

    @Override
    public CompletionStage<Void> ended() {
        return sessions.ended(id);
    }

    private CompletionStage<Outcome> change(FakeSessions.Operation operation) {
        return CompletableFuture.completedFuture(sessions.change(id, operation).orElse(Outcome.ENDED));
    }

    private static Outcome outcome(boolean changed) {
        return changed ? Outcome.DONE : Outcome.UNCHANGED;
    }
}
