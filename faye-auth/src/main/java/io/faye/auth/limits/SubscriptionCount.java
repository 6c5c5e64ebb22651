package io.faye.auth.limits;

import io.faye.extension.Sessions;
import io.faye.protocol.ClientId;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

/** The subscriptions of some sessions that are counted together. */
final class SubscriptionCount {

    private static final long PAUSE = Duration.ofSeconds(1).toNanos();

    private final int most;
    private final Map<ClientId, Map<String, HeldSubscription>> clients = new HashMap<>();
    private int count;
    private long clock;
    private boolean looked;
    private long lookedAt;

    SubscriptionCount(int most) {
        this.most = most;
    }

    /** {@return false if that would be too many; then none is asked for} */
    synchronized boolean ask(ClientId client, Set<String> names) {
        Set<String> held = clients.getOrDefault(client, Map.of()).keySet();
        long more = names.stream().filter(name -> !held.contains(name)).count();
        if (count + more > most) {
            return false;
        }
        change(client, names, HeldSubscription::ask);
        return true;
    }

    /** The answer to what was asked for is there: the session holds these. */
    synchronized void answered(ClientId client, Set<String> asked, Collection<String> held) {
        long now = ++clock;
        if (clients.containsKey(client)) {
            change(client, held, holding -> holding.hold(now));
            change(client, asked, HeldSubscription::answered);
        }
    }

    /** {@return when a message was sent that asks to leave} */
    synchronized long leaving() {
        return ++clock;
    }

    synchronized void left(ClientId client, Collection<String> names, long begun) {
        change(client, names, holding -> holding.leave(begun));
    }

    private void change(ClientId client, Collection<String> names, UnaryOperator<HeldSubscription> change) {
        Map<String, HeldSubscription> mine = clients.computeIfAbsent(client, key -> new HashMap<>());
        count -= mine.size();
        names.forEach(name -> mine.compute(name, (key, before) -> {
            HeldSubscription after = change.apply(before == null ? HeldSubscription.NONE : before);
            return after.isNone() ? null : after;
        }));
        count += mine.size();
        if (mine.isEmpty()) {
            clients.remove(client);
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

    /** {@return all sessions; none if the last look was less than a second ago, so that refused requests stay cheap} */
    private synchronized List<ClientId> toLookFor() {
        long now = System.nanoTime();
        if (looked && now - lookedAt < PAUSE) {
            return List.of();
        }
        looked = true;
        lookedAt = now;
        return List.copyOf(clients.keySet());
    }

    private synchronized void forget(ClientId client) {
        Map<String, HeldSubscription> gone = clients.remove(client);
        count -= gone == null ? 0 : gone.size();
    }
}
