package io.faye.tck;

import io.faye.engine.LimitReachedException;
import io.faye.engine.SessionPage;
import io.faye.protocol.ClientId;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/** A service with a limit of sessions. On a store that others use there may be sessions that this test does not know. */
final class SessionLimit {

    private static final int ROOM = 8;

    private final SessionFixture topic;
    private final int limit;

    private SessionLimit(SessionFixture topic, int limit) {
        this.topic = topic;
        this.limit = limit;
    }

    /** Begins a topic again, with a limit a little above the number of sessions that there are. */
    static SessionLimit begin(SessionFixture topic, UnaryOperator<Settings> changed) {
        SessionLimit limit = new SessionLimit(topic, list(topic.host).size() + ROOM);
        topic.begin(settings -> {
            Settings other = changed.apply(settings);
            return other.limited(other.limits().withMaxSessions(limit.limit));
        });
        return limit;
    }

    int most() {
        return limit;
    }

    private static Set<ClientId> list(Host host) {
        Set<ClientId> all = new HashSet<>();
        Optional<SessionPage.Cursor> cursor = Optional.of(SessionPage.Cursor.START);
        while (cursor.isPresent()) {
            SessionPage page =
                    host.service().patience().get("clients", host.calls().clients(cursor.get(), 100));
            all.addAll(page.sessions().keySet());
            cursor = page.next();
        }
        return all;
    }

    /** Creates a session. {@return false if it was refused because of the limit} */
    boolean tries(Host host) {
        return tries(host, topic.service.newClientId());
    }

    private boolean tries(Host host, ClientId id) {
        CompletableFuture<Void> created = host.calls().createClient(id, Map.of());
        topic.service.patience().until("createClient has an answer", created::isDone);
        if (!created.isCompletedExceptionally()) {
            return true;
        }
        Throwable fault = topic.service.patience().fault("createClient", created);
        Check.that(
                fault instanceof LimitReachedException,
                "createClient at the limit is to fail with LimitReachedException, but failed with " + fault);
        return false;
    }

    /** Creates sessions until there is no room. */
    void fill(Host host) {
        for (int i = 0; tries(host); i++) {
            Check.that(i < limit, "More than " + limit + " sessions were created, which is the limit");
        }
        expectFull(host);
    }

    /** {@return the session that was refused} */
    Client expectRefused(Host host) {
        ClientId id = topic.service.newClientId();
        Check.that(!tries(host, id), "A session was created above the limit of " + limit);
        return new Client(host, id, "(refused)");
    }

    /** Expects as many sessions as the limit allows; sessions of others may have expired meanwhile. */
    void expectFull(Host host) {
        Set<ClientId> all = list(host);
        boolean alone = all.stream().allMatch(topic.service.names()::knows);
        Check.that(
                alone ? all.size() == limit : all.size() <= limit,
                "At the limit of " + limit + " sessions there are " + all.size());
        expectRefused(host);
    }

    void expectRoomForOne(Host host) {
        Check.that(tries(host), "A session has ended, and there is no room for another one");
        expectFull(host);
    }
}
