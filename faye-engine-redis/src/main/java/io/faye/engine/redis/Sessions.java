package io.faye.engine.redis;

import io.faye.engine.Engine.Change;
import io.faye.engine.Page;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What any process may ask of any session. */
final class Sessions {

    private final Node node;

    Sessions(Node node) {
        this.node = node;
    }

    CompletionStage<ClientId> begin(Map<String, String> attributes) {
        ClientId client = node.context().newClientId();
        return node.ask(
                new Beginning(client, attributes),
                origin -> {
                    List<Object> arguments = new ArrayList<>(List.of(
                            client,
                            origin,
                            node.operations().node(),
                            node.life().sessionMillis(),
                            node.life().keepMillis()));
                    attributes.forEach((name, value) -> arguments.addAll(List.of(name, value)));
                    return Script.BEGIN.call(node.keys().of(client), arguments.toArray());
                },
                (operation, reply) -> {
                    if (Replies.number(reply) == 1) {
                        operation.changed(client);
                    } else {
                        operation.fail(new IllegalStateException("The id is not new: " + client));
                    }
                });
    }

    CompletionStage<Boolean> exists(ClientId client) {
        return node.ask(
                new Operation<Boolean>(client),
                origin -> Script.EXISTS.call(node.keys().of(client)),
                (operation, reply) -> operation.succeed(Replies.number(reply) == 1));
    }

    /** A session of this node is known here. */
    CompletionStage<Optional<Map<String, String>>> attributes(ClientId client) {
        Session session = node.replica().session(client);
        if (session != null && !node.isClosed()) {
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
                        .addObjects(Place.arguments(session == null ? null : session.place(tail))),
                (operation, reply) -> operation.succeed(Replies.number(reply) == 1));
    }

    CompletionStage<Boolean> destroy(ClientId client) {
        CompletionStage<Boolean> ending = node.ask(
                new Operation<Boolean>(client),
                origin -> Script.DESTROY.call(node.keys().of(client), client, origin),
                (operation, reply) -> {
                    if (Replies.number(reply) == 1) {
                        operation.changed(true);
                    } else {
                        operation.succeed(false);
                    }
                });
        Session session = node.replica().session(client);
        if (session != null) {
            session.endsWith(ending);
        }
        return ending;
    }

    CompletionStage<Change> subscribe(ClientId client, ChannelPattern pattern) {
        return node.ask(
                new Operation<Change>(client),
                origin -> Script.SUBSCRIBE.call(
                        node.keys().of(client),
                        client,
                        origin,
                        pattern,
                        node.life().keepMillis()),
                Sessions::changed);
    }

    CompletionStage<Change> unsubscribe(ClientId client, ChannelPattern pattern) {
        return node.ask(
                new Operation<Change>(client),
                origin -> Script.UNSUBSCRIBE.call(node.keys().of(client), client, origin, pattern),
                Sessions::changed);
    }

    private static void changed(Operation<Change> operation, Object reply) {
        Change change = change(Replies.number(reply));
        if (change == Change.CHANGED) {
            operation.changed(change);
        } else {
            operation.succeed(change);
        }
    }

    private static Change change(long outcome) {
        if (outcome < 0) {
            return Change.UNKNOWN_CLIENT;
        }
        return outcome == 0 ? Change.UNCHANGED : Change.CHANGED;
    }

    CompletionStage<Change> setAttribute(ClientId client, String name, @Nullable String value) {
        return node.ask(
                new Operation<Change>(client),
                origin -> {
                    List<Object> arguments = new ArrayList<>(
                            List.of(client, origin, node.operations().node(), name));
                    if (value != null) {
                        arguments.add(value);
                    }
                    return Script.ATTRIBUTE.call(node.keys().of(client), arguments.toArray());
                },
                (operation, reply) -> {
                    List<?> outcome = Replies.list(reply);
                    Session session = node.replica().session(client);
                    if (session != null && Replies.number(outcome.get(0)) == 1) {
                        session.attributes().change(Replies.number(outcome.get(1)), name, value);
                    }
                    operation.succeed(change(Replies.number(outcome.get(0))));
                });
    }

    CompletionStage<Page> page(@Nullable String cursor, int limit) {
        return node.ask(
                new Operation<Page>(new Object()),
                origin -> Script.CLIENTS.call(node.keys().ofService(), cursor == null ? "-" : "(" + cursor, limit),
                (operation, reply) -> operation.succeed(page(Replies.list(reply), limit)));
    }

    private static Page page(List<?> rows, int limit) {
        Map<ClientId, Map<String, String>> clients = new LinkedHashMap<>();
        String last = null;
        for (Object row : rows) {
            last = Replies.text(Replies.list(row).get(0));
            Map<String, String> state = Replies.map(Replies.list(row).get(1));
            ClientId.parse(last)
                    .filter(client -> !state.isEmpty())
                    .ifPresent(client -> clients.put(client, Arrival.attributes(state)));
        }
        return new Page(clients, rows.size() < limit ? null : last);
    }
}
