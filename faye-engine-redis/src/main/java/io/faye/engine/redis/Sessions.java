package io.faye.engine.redis;

import io.faye.engine.Change;
import io.faye.engine.EngineException;
import io.faye.engine.EngineLimits;
import io.faye.engine.LimitReachedException;
import io.faye.engine.SessionPage;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What any process may ask of any session. */
final class Sessions {

    private final Node node;

    Sessions(Node node) {
        this.node = node;
    }

    CompletionStage<Void> begin(ClientId client, Map<String, String> attributes) {
        Operation<Void> operation = new Operation<>(client, (begun, entry) -> begun.done());
        known().begins(client, attributes, operation.stage());
        return node.ask(
                operation,
                origin -> {
                    List<Object> arguments = new ArrayList<>(List.of(
                            client,
                            origin,
                            node.operations().node(),
                            node.life().sessionMillis(),
                            node.life().keepMillis(),
                            limits().maxSessions()));
                    attributes.forEach((name, value) -> arguments.addAll(List.of(name, value)));
                    return Script.BEGIN.call(node.keys().of(client), arguments.toArray());
                },
                this::begun);
    }

    private void begun(Operation<Void> operation, Object reply) {
        switch ((int) Replies.number(reply)) {
            case 1 -> operation.done();
            case 0 -> operation.fail(new EngineException("Expected a new id, but a session has the same"));
            default ->
                operation.fail(new LimitReachedException("The service has " + limits().maxSessions() + " sessions"));
        }
    }

    private KnownSessions known() {
        return node.replica().known();
    }

    private EngineLimits limits() {
        return node.context().limits();
    }

    /** A session of this node is known here. */
    CompletionStage<Optional<Map<String, String>>> attributes(ClientId client) {
        Session session = node.replica().session(client);
        if (session != null && known().exists(client) && !node.isClosed()) {
            return CompletableFuture.completedFuture(
                    Optional.of(session.attributes().values()));
        }
        return node.ask(
                new Operation<Optional<Map<String, String>>>(client),
                origin -> Script.ATTRIBUTES.call(node.keys().of(client)),
                (operation, reply) -> {
                    Map<String, String> state = Replies.map(reply);
                    operation.succeed(state.isEmpty() ? Optional.empty() : Optional.of(Arrival.attributes(state)));
                });
    }

    CompletionStage<Boolean> ping(ClientId client) {
        Session session = node.replica().session(client);
        LogId tail = node.replica().last();
        return node.ask(
                new Operation<Boolean>(client),
                origin -> Script.PING
                        .call(
                                node.keys().of(client),
                                client,
                                node.life().sessionMillis(),
                                node.life().keepMillis(),
                                node.operations().node(),
                                session == null ? "" : session.fence())
                        .addObjects(Place.arguments(
                                session == null ? null : session.queue().place(tail))),
                (operation, reply) -> operation.succeed(Replies.number(reply) == 1));
    }

    CompletionStage<Optional<Set<ChannelPattern>>> destroy(ClientId client) {
        Operation<Optional<Set<ChannelPattern>>> operation = new Operation<>(client, Sessions::ended);
        known().changesWith(client, operation.stage());
        Session session = node.replica().session(client);
        if (session != null) {
            session.endsWith(operation.stage());
        }
        return node.ask(
                operation,
                origin -> Script.DESTROY.call(node.keys().of(client), client, origin),
                (destroyed, reply) ->
                        node.inOrder(client, destroyed, () -> destroyed(client, destroyed, Replies.list(reply))));
    }

    private void destroyed(ClientId client, Operation<Optional<Set<ChannelPattern>>> operation, List<?> outcome) {
        if (Replies.number(outcome.get(0)) == 1) {
            known().finish(client, operation);
            operation.succeed(Optional.of(Arrival.patterns(Replies.list(outcome.get(1)))));
        } else {
            operation.succeed(Optional.empty());
        }
    }

    private static void ended(Operation<Optional<Set<ChannelPattern>>> operation, Entry.Control entry) {
        if (entry instanceof Entry.Ended ended) {
            operation.succeed(Optional.of(Set.copyOf(ended.patterns())));
        }
    }

    CompletionStage<Change> subscribe(ClientId client, ChannelPattern pattern) {
        return node.ask(
                new Operation<Change>(client, Sessions::hasChanged),
                origin -> Script.SUBSCRIBE.call(
                        node.keys().of(client),
                        client,
                        origin,
                        pattern,
                        node.life().keepMillis(),
                        limits().maxSubscriptions()),
                Sessions::changed);
    }

    CompletionStage<Change> unsubscribe(ClientId client, ChannelPattern pattern) {
        return node.ask(
                new Operation<Change>(client, Sessions::hasChanged),
                origin -> Script.UNSUBSCRIBE.call(node.keys().of(client), client, origin, pattern),
                Sessions::changed);
    }

    private static void hasChanged(Operation<Change> operation, Entry.Control entry) {
        operation.succeed(Change.CHANGED);
    }

    private static void changed(Operation<Change> operation, Object reply) {
        operation.succeed(change(Replies.number(reply)));
    }

    private static Change change(long outcome) {
        return switch ((int) outcome) {
            case 1 -> Change.CHANGED;
            case 0 -> Change.UNCHANGED;
            case -1 -> Change.UNKNOWN_CLIENT;
            case -2 -> Change.LIMIT_REACHED;
            default -> throw new IllegalArgumentException("Expected -2 to 1, but Redis answered " + outcome);
        };
    }

    CompletionStage<Change> changeAttribute(ClientId client, String how, String name, @Nullable String value) {
        Operation<Change> operation = new Operation<>(client);
        known().changesWith(client, operation.stage());
        return node.ask(
                operation,
                origin -> {
                    List<Object> arguments = new ArrayList<>(
                            List.of(client, origin, node.operations().node(), how, name));
                    if (value != null) {
                        arguments.add(value);
                    }
                    return Script.ATTRIBUTE.call(node.keys().of(client), arguments.toArray());
                },
                (changed, reply) -> node.inOrder(client, changed, () -> {
                    List<?> outcome = Replies.list(reply);
                    Change change = change(Replies.number(outcome.get(0)));
                    if (change == Change.CHANGED) {
                        known().changeAttribute(client, Replies.number(outcome.get(1)), name, value);
                    }
                    changed.succeed(change);
                }));
    }

    CompletionStage<SessionPage> page(SessionPage.Cursor cursor, int limit) {
        return node.ask(
                new Operation<SessionPage>(new Object()),
                origin -> Script.CLIENTS.call(
                        node.keys().ofService(), cursor.isStart() ? "-" : "(" + cursor.value(), limit),
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
