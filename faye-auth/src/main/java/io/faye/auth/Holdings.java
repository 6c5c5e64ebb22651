package io.faye.auth;

import io.faye.extension.Sessions;
import io.faye.protocol.ClientId;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The subscriptions of some sessions that are counted together. */
final class Holdings {

    private static final long PAUSE = Duration.ofSeconds(1).toNanos();

    private final int most;
    private final Map<ClientId, Set<String>> names = new HashMap<>();
    private int count;
    private boolean looked;
    private long lookedAt;

    Holdings(int most) {
        this.most = most;
    }

    /** {@return false if that would be too many; then none is added} */
    synchronized boolean add(ClientId client, List<String> more) {
        Set<String> all = new HashSet<>(names.getOrDefault(client, Set.of()));
        all.addAll(more);
        if (count - held(client) + all.size() > most) {
            return false;
        }
        put(client, all);
        return true;
    }

    synchronized void remove(ClientId client, List<String> fewer) {
        Set<String> left = new HashSet<>(names.getOrDefault(client, Set.of()));
        fewer.forEach(left::remove);
        put(client, left);
    }

    private int held(ClientId client) {
        return names.getOrDefault(client, Set.of()).size();
    }

    private void put(ClientId client, Set<String> now) {
        count += now.size() - held(client);
        if (now.isEmpty()) {
            names.remove(client);
        } else {
            names.put(client, now);
        }
    }

    CompletionStage<Void> forgetThoseGone(Sessions sessions) {
        return CompletableFuture.allOf(toLookFor().stream()
                .map(client -> sessions.attributes(client).thenAccept(found -> {
                    if (found.isEmpty()) {
                        forget(client);
                    }
                }))
                .map(CompletionStage::toCompletableFuture)
                .toArray(CompletableFuture[]::new));
    }

    /** All of them, but not for everybody who goes on asking although there is no room. */
    private synchronized List<ClientId> toLookFor() {
        long now = System.nanoTime();
        if (looked && now - lookedAt < PAUSE) {
            return List.of();
        }
        looked = true;
        lookedAt = now;
        return List.copyOf(names.keySet());
    }

    private synchronized void forget(ClientId client) {
        put(client, Set.of());
    }
}
