package io.faye.engine.redis.session;

import io.faye.engine.Attachment;
import io.faye.engine.AttachmentListener;
import io.faye.engine.Change;
import io.faye.engine.Engine;
import io.faye.engine.EngineException;
import io.faye.engine.EngineLimits;
import io.faye.engine.LimitReachedException;
import io.faye.engine.SessionPage;
import io.faye.engine.redis.client.Call;
import io.faye.engine.redis.client.Replies;
import io.faye.engine.redis.client.Script;
import io.faye.engine.redis.log.Entry;
import io.faye.engine.redis.log.Operation;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The part of the engine that changes sessions or tells of them: each operation is a script in Redis. */
public abstract class SessionOperations implements Engine {

    private final SessionContext context;
    private final Takeover takeover;
    private final SessionRegistry registry;
    private final SessionCalls calls;
    private final EngineLimits limits;
    private final long lifetime;
    private final long keep;

    protected SessionOperations(SessionContext context, SessionLog log) {
        this.context = context;
        this.takeover = log.takeover();
        this.registry = log.registry();
        this.calls = log.calls();
        this.limits = context.host().limits();
        this.lifetime = context.life().sessionMillis();
        this.keep = context.life().keepMillis();
    }

    @Override
    public CompletionStage<Void> createClient(ClientId client, Map<String, String> attributes) {
        Operation<Void> operation = new Operation<>(client, (created, entry) -> created.done());
        registry.createsWith(client, attributes, operation.stage());
        return calls.ask(
                operation,
                origin -> {
                    Call call = context.call(
                            Script.BEGIN, client, origin, context.process(), lifetime, keep, limits.maxSessions());
                    attributes.forEach((name, value) -> call.add(name, value));
                    return call;
                },
                this::created);
    }

    private void created(Operation<Void> operation, Object reply) {
        switch ((int) Replies.number(reply)) {
            case 1 -> operation.done();
            case 0 -> operation.fail(new EngineException("Expected a new id, but a session has the same"));
            default ->
                operation.fail(new LimitReachedException("The service has " + limits.maxSessions() + " sessions"));
        }
    }

    @Override
    public CompletionStage<Optional<Attachment>> attach(ClientId client, AttachmentListener listener) {
        return takeover.attach(client, listener);
    }

    /** {@inheritDoc} Those of a session that is attached here are known here, up to what the tail has read. */
    @Override
    public CompletionStage<Optional<Map<String, String>>> attributes(ClientId client) {
        Session session = registry.get(client);
        if (session != null && isKnownHere(session)) {
            return CompletableFuture.completedFuture(
                    Optional.of(session.attributes().values()));
        }
        return calls.ask(
                new Operation<Optional<Map<String, String>>>(client),
                origin -> context.call(Script.ATTRIBUTES, client),
                (operation, reply) -> {
                    Map<String, String> state = Replies.map(reply);
                    operation.succeed(state.isEmpty() ? Optional.empty() : Optional.of(Arrival.attributes(state)));
                });
    }

    private boolean isKnownHere(Session session) {
        return session.reader().isAttached()
                && registry.exists(session.id())
                && context.current().getAsBoolean();
    }

    @Override
    public CompletionStage<Boolean> ping(ClientId client) {
        return calls.ask(
                new Operation<Boolean>(client),
                origin -> context.call(Script.PING, client, lifetime, keep),
                (operation, reply) -> operation.succeed(Replies.number(reply) == 1));
    }

    @Override
    public CompletionStage<Optional<Set<ChannelPattern>>> destroyClient(ClientId client) {
        Operation<Optional<Set<ChannelPattern>>> operation = new Operation<>(client, SessionOperations::ended);
        registry.changesWith(client, operation.stage());
        Session session = registry.get(client);
        if (session != null) {
            session.endsWith(operation.stage());
        }
        return calls.askInOrder(operation, origin -> context.call(Script.DESTROY, client, origin), (same, reply) -> {
            List<?> outcome = Replies.list(reply);
            boolean hasEnded = Replies.number(outcome.get(0)) == 1;
            if (hasEnded) {
                registry.finish(client, same);
            }
            same.succeed(hasEnded ? Optional.of(Arrival.patterns(Replies.list(outcome.get(1)))) : Optional.empty());
        });
    }

    private static void ended(Operation<Optional<Set<ChannelPattern>>> operation, Entry.Control entry) {
        if (entry instanceof Entry.Ended ended) {
            operation.succeed(Optional.of(Arrival.patternSet(ended.patterns())));
        }
    }

    @Override
    public CompletionStage<Change> subscribe(ClientId client, ChannelPattern pattern) {
        return calls.ask(
                new Operation<Change>(client, SessionOperations::hasChanged),
                origin -> context.call(Script.SUBSCRIBE, client, origin, pattern, keep, limits.maxSubscriptions()),
                (operation, reply) -> operation.succeed(change(reply)));
    }

    @Override
    public CompletionStage<Change> unsubscribe(ClientId client, ChannelPattern pattern) {
        return calls.ask(
                new Operation<Change>(client, SessionOperations::hasChanged),
                origin -> context.call(Script.UNSUBSCRIBE, client, origin, pattern),
                (operation, reply) -> operation.succeed(change(reply)));
    }

    @Override
    public CompletionStage<Optional<Set<ChannelPattern>>> subscriptions(ClientId client) {
        return calls.ask(
                new Operation<Optional<Set<ChannelPattern>>>(client),
                origin -> context.call(Script.SUBSCRIPTIONS, client),
                (operation, reply) -> {
                    List<?> found = Replies.list(reply);
                    operation.succeed(
                            Replies.number(found.get(0)) == 1
                                    ? Optional.of(Arrival.patterns(Replies.list(found.get(1))))
                                    : Optional.empty());
                });
    }

    private static void hasChanged(Operation<Change> operation, Entry.Control entry) {
        operation.succeed(Change.CHANGED);
    }

    private static Change change(Object outcome) {
        return switch ((int) Replies.number(outcome)) {
            case 1 -> Change.CHANGED;
            case 0 -> Change.UNCHANGED;
            case -1 -> Change.UNKNOWN_CLIENT;
            case -2 -> Change.LIMIT_REACHED;
            default -> throw new IllegalArgumentException("Expected -2 to 1, but Redis answered " + outcome);
        };
    }

    @Override
    public CompletionStage<Change> setAttribute(ClientId client, String name, String value) {
        return changeAttribute(client, "set", name, value);
    }

    @Override
    public CompletionStage<Change> setAttributeIfAbsent(ClientId client, String name, String value) {
        return changeAttribute(client, "add", name, value);
    }

    @Override
    public CompletionStage<Change> removeAttribute(ClientId client, String name) {
        return changeAttribute(client, "remove", name, null);
    }

    private CompletionStage<Change> changeAttribute(ClientId client, String how, String name, @Nullable String value) {
        Operation<Change> operation = new Operation<>(client);
        registry.changesWith(client, operation.stage());
        Object[] words = value == null ? new Object[] {how, name} : new Object[] {how, name, value};
        return calls.askInOrder(
                operation,
                origin -> context.call(Script.ATTRIBUTE, client, origin, context.process())
                        .add(words),
                (same, reply) -> {
                    List<?> outcome = Replies.list(reply);
                    Change change = change(outcome.get(0));
                    if (change == Change.CHANGED) {
                        registry.changeAttribute(client, Replies.number(outcome.get(1)), name, value);
                    }
                    same.succeed(change);
                });
    }

    @Override
    public CompletionStage<SessionPage> clients(SessionPage.Cursor cursor, int limit) {
        String first = cursor.isStart() ? "-" : "(" + cursor.value();
        return calls.ask(
                new Operation<SessionPage>(new Object()),
                origin -> Script.CLIENTS.call(context.keys().ofService(), first, limit),
                (operation, reply) -> operation.succeed(page(Replies.list(reply), limit)));
    }

    private static SessionPage page(List<?> rows, int limit) {
        Map<ClientId, Map<String, String>> clients = new LinkedHashMap<>();
        String last = "";
        for (Object row : rows) {
            last = Replies.text(Replies.list(row).get(0));
            Map<String, String> state = Replies.map(Replies.list(row).get(1));
            ClientId.parse(last)
                    .filter(client -> !state.isEmpty())
                    .ifPresent(client -> clients.put(client, Arrival.attributes(state)));
        }
        return new SessionPage(
                clients, rows.size() < limit ? Optional.empty() : Optional.of(new SessionPage.Cursor(last)));
    }
}
