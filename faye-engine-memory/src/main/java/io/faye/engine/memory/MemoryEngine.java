package io.faye.engine.memory;

import io.faye.engine.Attachment;
import io.faye.engine.AttachmentListener;
import io.faye.engine.Change;
import io.faye.engine.EndReason;
import io.faye.engine.Engine;
import io.faye.engine.EngineContext;
import io.faye.engine.EngineException;
import io.faye.engine.SessionPage;
import io.faye.engine.support.Expiry;
import io.faye.engine.support.Turns;
import io.faye.protocol.Channel;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.protocol.Message;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** Keeps everything in this process. Every operation takes effect, and its stage is complete, when the call returns. */
final class MemoryEngine implements Engine {

    private final EngineContext context;
    private final Sessions sessions;
    private final Router router = new Router();
    private final Turns turns;
    private final Expiry<Session> expiry;
    private volatile boolean closed;

    MemoryEngine(EngineContext context) {
        this.context = context;
        this.turns = new Turns(context.scheduler());
        this.sessions = new Sessions(context.limits().maxSessions());
        this.expiry = new Expiry<>(context, session -> endUnasked(session, EndReason.EXPIRED));
    }

    @Override
    public CompletionStage<Void> createClient(ClientId client, Map<String, String> attributes) {
        return now(() -> {
            sessions.add(new Session(client, attributes, context, expiry, this::endOverflowed));
            return null;
        });
    }

    @Override
    public CompletionStage<Optional<Attachment>> attach(ClientId client, AttachmentListener listener) {
        return now(client, Optional.empty(), session -> session.attach(listener));
    }

    @Override
    public CompletionStage<Boolean> ping(ClientId client) {
        return now(client, false, session -> session.life.ping());
    }

    @Override
    public CompletionStage<Optional<Map<String, String>>> attributes(ClientId client) {
        return now(client, Optional.empty(), session -> Optional.of(session.attributes()));
    }

    @Override
    public CompletionStage<Optional<Set<ChannelPattern>>> subscriptions(ClientId client) {
        return now(client, Optional.empty(), Session::subscriptions);
    }

    @Override
    public CompletionStage<Change> setAttribute(ClientId client, String name, String value) {
        return now(client, Change.UNKNOWN_CLIENT, session -> session.changeAttribute(name, value));
    }

    @Override
    public CompletionStage<Change> setAttributeIfAbsent(ClientId client, String name, String value) {
        return now(client, Change.UNKNOWN_CLIENT, session -> session.addAttribute(name, value));
    }

    @Override
    public CompletionStage<Change> removeAttribute(ClientId client, String name) {
        return now(client, Change.UNKNOWN_CLIENT, session -> session.changeAttribute(name, null));
    }

    @Override
    public CompletionStage<Change> subscribe(ClientId client, ChannelPattern pattern) {
        return now(client, Change.UNKNOWN_CLIENT, session -> session.subscribe(pattern, router));
    }

    @Override
    public CompletionStage<Change> unsubscribe(ClientId client, ChannelPattern pattern) {
        return now(client, Change.UNKNOWN_CLIENT, session -> session.unsubscribe(pattern, router));
    }

    @Override
    public CompletionStage<Boolean> publish(Message message) {
        return now(() -> {
            Channel channel = message.channel()
                    .orElseThrow(() -> new EngineException("Expected a message with a channel, but got " + message));
            // One publish may overflow all its subscribers, for which no publisher is to wait.
            turns.forEachLater(
                    router.deliver(channel, message, turns), session -> endUnasked(session, EndReason.OVERFLOWED));
            return message.clientId().flatMap(sessions::find).isPresent();
        });
    }

    @Override
    public CompletionStage<Optional<Set<ChannelPattern>>> destroyClient(ClientId client) {
        return now(() -> sessions.find(client)
                .filter(session -> session.life.end())
                .map(session -> finish(session, patterns -> {})));
    }

    private void endOverflowed(Session session) {
        if (session.life.end()) {
            context.scheduler().execute(() -> endUnasked(session, EndReason.OVERFLOWED));
        }
    }

    /** Ends a session that has expired or overflowed. */
    private void endUnasked(Session session, EndReason reason) {
        finish(session, patterns -> context.clientEnded(session.id, patterns, reason));
    }

    private Set<ChannelPattern> finish(Session session, Consumer<Set<ChannelPattern>> told) {
        Set<ChannelPattern> patterns = session.removeSubscriptions(router);
        sessions.remove(session);
        Optional<AttachmentListener> newest = session.inbox.close();
        told.accept(patterns);
        newest.ifPresent(AttachmentListener::ended);
        return patterns;
    }

    @Override
    public CompletionStage<SessionPage> clients(SessionPage.Cursor cursor, int limit) {
        return now(() -> sessions.page(cursor, limit));
    }

    @Override
    public CompletionStage<Void> health() {
        return now(() -> null);
    }

    @Override
    public void close() {
        closed = true;
        expiry.close();
    }

    /** {@return whether nothing is left of any session; what is forgotten to be removed shows nowhere else} */
    boolean isEmpty() {
        return sessions.isEmpty() && router.isEmpty();
    }

    private <T> CompletionStage<T> now(ClientId client, T unknown, Function<Session, T> operation) {
        return now(() -> sessions.find(client).map(operation).orElse(unknown));
    }

    private <T> CompletionStage<T> now(Supplier<T> operation) {
        try {
            if (closed) {
                throw new EngineException("The engine is closed");
            }
            return CompletableFuture.completedFuture(operation.get());
        } catch (EngineException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
