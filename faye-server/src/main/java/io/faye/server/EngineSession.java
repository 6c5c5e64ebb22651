package io.faye.server;

import io.faye.engine.Change;
import io.faye.engine.Engine;
import io.faye.engine.SessionChannel;
import io.faye.extension.Session;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.protocol.Message;
import io.faye.server.session.SessionAttributes;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** A session as the engine keeps it, in whatever process. */
record EngineSession(ClientId id, EngineSessions sessions) implements Session {

    @Override
    public CompletionStage<Optional<Map<String, String>>> attributes() {
        return sessions.attributes(id);
    }

    @Override
    public CompletionStage<Outcome> setAttribute(String name, String value) {
        SessionAttributes.requireUnreserved(name);
        return engine().setAttribute(id, name, value).thenApply(EngineSession::outcome);
    }

    @Override
    public CompletionStage<Outcome> setAttributeIfAbsent(String name, String value) {
        SessionAttributes.requireUnreserved(name);
        return engine().setAttributeIfAbsent(id, name, value).thenApply(EngineSession::outcome);
    }

    @Override
    public CompletionStage<Outcome> removeAttribute(String name) {
        SessionAttributes.requireUnreserved(name);
        return engine().removeAttribute(id, name).thenApply(EngineSession::outcome);
    }

    @Override
    public CompletionStage<Outcome> deliver(Message message) {
        if (message.channel().filter(channel -> !channel.isMeta()).isEmpty()) {
            throw new IllegalArgumentException(
                    "Expected a message with a channel outside of /meta, but got " + message);
        }
        return sessions.deliveries().deliver(id, SessionChannel.wrap(id, message));
    }

    @Override
    public CompletionStage<Outcome> subscribe(ChannelPattern pattern) {
        return engine().subscribe(id, open(pattern)).thenApply(EngineSession::outcome);
    }

    @Override
    public CompletionStage<Outcome> unsubscribe(ChannelPattern pattern) {
        return engine().unsubscribe(id, open(pattern)).thenApply(EngineSession::outcome);
    }

    @Override
    public CompletionStage<Optional<Set<ChannelPattern>>> subscriptions() {
        return engine().subscriptions(id).thenApply(found -> found.map(EngineSession::open));
    }

    private static Set<ChannelPattern> open(Set<ChannelPattern> patterns) {
        Set<ChannelPattern> open = new LinkedHashSet<>(patterns);
        open.removeIf(SessionChannel::isReserved);
        return Collections.unmodifiableSet(open);
    }

    private static ChannelPattern open(ChannelPattern pattern) {
        if (pattern.isMeta() || SessionChannel.isReserved(pattern)) {
            throw new IllegalArgumentException("Expected a pattern such as /chat/*, but the channels of '" + pattern
                    + "' belong to the protocol or the server");
        }
        return pattern;
    }

    @Override
    public CompletionStage<Outcome> disconnect() {
        return sessions.disconnect(id).thenApply(ended -> ended ? Outcome.DONE : Outcome.ENDED);
    }

    @Override
    public CompletionStage<Void> ended() {
        return sessions.ended(id);
    }

    private Engine engine() {
        return sessions.engine();
    }

    static Outcome outcome(Change change) {
        return switch (change) {
            case CHANGED -> Outcome.DONE;
            case UNCHANGED -> Outcome.UNCHANGED;
            case UNKNOWN_CLIENT -> Outcome.ENDED;
            case LIMIT_REACHED -> Outcome.LIMIT_REACHED;
        };
    }
}
