package io.faye.extension.testing;

import io.faye.extension.Sessions;
import io.faye.protocol.ClientId;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Sessions that are nothing but their attributes, in the order of their ids. */
final class MadeUpSessions implements Sessions {

    private final TreeMap<String, Map<String, String>> sessions = new TreeMap<>();
    private final Map<ClientId, CompletableFuture<Void>> ends = new HashMap<>();

    synchronized void begin(ClientId client, Map<String, String> attributes) {
        sessions.computeIfAbsent(client.toString(), id -> new HashMap<>()).putAll(attributes);
    }

    @Override
    public synchronized CompletionStage<Optional<Map<String, String>>> attributes(ClientId client) {
        return CompletableFuture.completedFuture(
                Optional.ofNullable(sessions.get(client.toString())).map(Map::copyOf));
    }

    @Override
    public synchronized CompletionStage<Boolean> setAttribute(ClientId client, String name, @Nullable String value) {
        Map<String, String> attributes = sessions.get(client.toString());
        if (attributes != null && value != null) {
            attributes.put(name, value);
        } else if (attributes != null) {
            attributes.remove(name);
        }
        return CompletableFuture.completedFuture(attributes != null);
    }

    @Override
    public synchronized CompletionStage<Boolean> setAttributeIfAbsent(ClientId client, String name, String value) {
        Map<String, String> attributes = sessions.get(client.toString());
        return CompletableFuture.completedFuture(attributes != null && attributes.putIfAbsent(name, value) == null);
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
        Iterator<String> rest = (cursor == null ? sessions : sessions.tailMap(cursor, false))
                .keySet()
                .iterator();
        String last = "";
        while (rest.hasNext() && page.size() < limit) {
            last = rest.next();
            page.put(ClientId.parse(last).orElseThrow(), Map.copyOf(sessions.getOrDefault(last, Map.of())));
        }
        return CompletableFuture.completedFuture(new Page(page, rest.hasNext() ? last : null));
    }
}
