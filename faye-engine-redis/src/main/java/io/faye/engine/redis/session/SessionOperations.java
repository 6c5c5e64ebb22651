package io.faye.engine.redis.session;

import io.faye.engine.Change;
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

/** What any process may ask of any session. */
public final class SessionOperations {

    private final SessionContext context;
    private final SessionRegistry registry;
    private final EngineLimits limits;
    private final long lifetime;
    private final long keep;

    public SessionOperations(SessionContext context, SessionRegistry registry) {
        this.context = context;
        this.registry = registry;
        this.limits = context.host().limits();
        this.lifetime = context.life().sessionMillis();
        this.keep = context.life().keepMillis();
    }

    public CompletionStage<Void> create(ClientId client, Map<String, String> attributes) {
        Operation<Void> operation = new Operation<>(client, (created, entry) -> created.done());
        registry.createsWith(client, attributes, operation.stage());
        return context.ask(
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

    /** The attributes of a session that is attached here are known here, up to what the tail has read. */
    public CompletionStage<Optional<Map<String, String>>> attributes(ClientId client) {
        Session session = registry.get(client);
        if (session != null && isKnownHere(session)) {
            return CompletableFuture.completedFuture(
                    Optional.of(session.attributes().values()));
        }
        return context.ask(
                new Operation<Optional<Map<String, String>>>(client),
                origin -> context.call(Script.ATTRIBUTES, client),
                (operation, reply) -> {
                    Map<String, String> state = Replies.map(reply);
                    operation.succeed(state.isEmpty() ? Optional.empty() : Optional.of(Arrival.attributes(state)));
                });
    }

    private boolean isKnownHere(Session session) {
        return session.isAttached()
                && registry.exists(session.id())
                && context.current().getAsBoolean();
    }

    public CompletionStage<Boolean> ping(ClientId client) {
        return context.ask(
                new Operation<Boolean>(client),
                origin -> context.call(Script.PING, client, lifetime, keep),
                (operation, reply) -> operation.succeed(Replies.number(reply) == 1));
    }

    public CompletionStage<Optional<Set<ChannelPattern>>> destroy(ClientId client) {
        Operation<Optional<Set<ChannelPattern>>> operation = new Operation<>(client, SessionOperations::ended);
        registry.changesWith(client, operation.stage());
        Session session = registry.get(client);
        if (session != null) {
            session.endsWith(operation.stage());
        }
        return context.askInOrder(operation, origin -> context.call(Script.DESTROY, client, origin), (same, reply) -> {
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

    public CompletionStage<Change> subscribe(ClientId client, ChannelPattern pattern) {
        return context.ask(
                new Operation<Change>(client, SessionOperations::hasChanged),
                origin -> context.call(Script.SUBSCRIBE, client, origin, pattern, keep, limits.maxSubscriptions()),
                (operation, reply) -> operation.succeed(change(reply)));
    }

    public CompletionStage<Change> unsubscribe(ClientId client, ChannelPattern pattern) {
        return context.ask(
                new Operation<Change>(client, SessionOperations::hasChanged),
                origin -> context.call(Script.UNSUBSCRIBE, client, origin, pattern),
                (operation, reply) -> operation.succeed(change(reply)));
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

    /**
     * Changes an attribute.
     *
     * @param how {@code set}, {@code add} to set it only if there is none, or {@code remove}
     * @param value null to remove the attribute
     */
    public CompletionStage<Change> changeAttribute(ClientId client, String how, String name, @Nullable String value) {
        Operation<Change> operation = new Operation<>(client);
        registry.changesWith(client, operation.stage());
        Object[] words = value == null ? new Object[] {how, name} : new Object[] {how, name, value};
        return context.askInOrder(
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

    public CompletionStage<SessionPage> page(SessionPage.Cursor cursor, int limit) {
        String first = cursor.isStart() ? "-" : "(" + cursor.value();
        return context.ask(
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
