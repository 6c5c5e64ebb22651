package io.faye.extension.testing;

import io.faye.extension.Session;
import io.faye.extension.Session.Outcome;
import io.faye.extension.Sessions;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.protocol.Message;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Sessions that are nothing but what was done with them, in the order of their ids. */
final class FakeSessions implements Sessions {

    private final TreeMap<String, State> sessions = new TreeMap<>();
    private final Map<ClientId, CompletableFuture<Void>> ends = new HashMap<>();

    /** What a session has. */
    record State(Map<String, String> attributes, Set<ChannelPattern> subscriptions, List<Message> delivered) {

        State() {
            this(new HashMap<>(), new HashSet<>(), new ArrayList<>());
        }
    }

    /** Changes a session. */
    @FunctionalInterface
    interface Operation {
        Outcome on(State session);
    }

    synchronized void begin(ClientId client, Map<String, String> attributes) {
        sessions.computeIfAbsent(client.toString(), id -> new State())
                .attributes()
                .putAll(attributes);
    }

    /** {@return what came of an operation, empty if there is no such session} */
    synchronized Optional<Outcome> change(ClientId client, Operation operation) {
        return Optional.ofNullable(sessions.get(client.toString())).map(operation::on);
    }

    synchronized Optional<Set<ChannelPattern>> subscriptions(ClientId client) {
        return Optional.ofNullable(sessions.get(client.toString())).map(session -> Set.copyOf(session.subscriptions()));
    }

    /** {@return what was delivered to a session alone, none if there is no such session} */
    synchronized List<Message> delivered(ClientId client) {
        State session = sessions.get(client.toString());
        return session == null ? List.of() : List.copyOf(session.delivered());
    }

    @Override
    public Session session(ClientId client) {
        return new FakeSession(client, this);
    }

    @Override
    public synchronized CompletionStage<Optional<Map<String, String>>> attributes(ClientId client) {
        return CompletableFuture.completedFuture(
                Optional.ofNullable(sessions.get(client.toString())).map(session -> Map.copyOf(session.attributes())));
    }

    @Override
    public CompletionStage<Boolean> setAttribute(ClientId client, String name, @Nullable String value) {
        Session session = session(client);
        return (value == null ? session.removeAttribute(name) : session.setAttribute(name, value))
                .thenApply(outcome -> outcome != Outcome.ENDED);
    }

    @Override
    public CompletionStage<Boolean> setAttributeIfAbsent(ClientId client, String name, String value) {
        return session(client).setAttributeIfAbsent(name, value).thenApply(outcome -> outcome == Outcome.DONE);
    }

    @Override
    public CompletionStage<Boolean> disconnect(ClientId client) {
        CompletableFuture<Void> end;
        synchronized (this) {
            if (sessions.remove(client.toString()) == null) {
                return CompletableFuture.completedFuture(false);
            }
            end = ends.remove(client);
        }
        if (end != null) {
            end.complete(null);
        }
        return CompletableFuture.completedFuture(true);
    }

    @Override
    public synchronized CompletionStage<Void> ended(ClientId client) {
        return sessions.containsKey(client.toString())
                ? ends.computeIfAbsent(client, session -> new CompletableFuture<>())
                        .minimalCompletionStage()
                : CompletableFuture.completedFuture(null);
    }

    @Override
    public synchronized CompletionStage<Page> list(@Nullable String cursor, int limit) {
        Map<ClientId, Map<String, String>> page = new HashMap<>();
        Iterator<Map.Entry<String, State>> rest = (cursor == null ? sessions : sessions.tailMap(cursor, false))
                .entrySet()
                .iterator();
        String last = "";
        while (rest.hasNext() && page.size() < limit) {
            Map.Entry<String, State> next = rest.next();
            last = next.getKey();
            page.put(
                    ClientId.parse(last).orElseThrow(),
                    Map.copyOf(next.getValue().attributes()));
        }
        return CompletableFuture.completedFuture(new Page(page, rest.hasNext() ? last : null));
    }
}
