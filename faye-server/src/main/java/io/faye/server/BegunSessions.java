package io.faye.server;

import io.faye.engine.Engine;
import io.faye.engine.EngineListener;
import io.faye.protocol.ClientId;
import io.faye.server.session.Results;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/**
 * The sessions that began in this process, until they have ended anywhere. The engine reports an end in the process that
 * caused it. So where several processes share an engine, {@link #findEndedElsewhere} has to be called from time to time.
 * Safe for threads.
 */
final class BegunSessions implements EngineListener {

    private final Engine engine;
    private final Map<ClientId, BegunSession> sessions = new ConcurrentHashMap<>();
    /** Those that wait for their first connect: few, since every message is looked up here. */
    private final Map<ClientId, BegunSession> unconnected = new ConcurrentHashMap<>();

    private final AtomicBoolean searching = new AtomicBoolean();

    BegunSessions(Engine engine) {
        this.engine = engine;
    }

    /**
     * Adds a session before the engine creates it, so that its end cannot come first.
     *
     * @param whenEnded runs once, when the session has ended, or when {@link #disconnect} says that it was not created
     */
    BegunSession begin(ClientId client, Runnable whenEnded) {
        BegunSession session = new BegunSession(whenEnded);
        sessions.put(client, session);
        return session;
    }

    /** From now on the session waits for its first connect. */
    void awaitConnect(ClientId client, BegunSession session) {
        unconnected.put(client, session);
        session.awaitConnect();
        if (!session.isUnconnected()) {
            unconnected.remove(client, session);
        }
    }

    /** The client has sent something, other than a connect. */
    void used(ClientId client) {
        BegunSession session = unconnected.get(client);
        if (session != null) {
            session.used();
        }
    }

    /** The client has sent a connect: its session ends like any other from now on. */
    void connected(ClientId client) {
        BegunSession session = unconnected.remove(client);
        if (session != null) {
            session.connected();
        }
    }

    /** {@return how many sessions there are} */
    int size() {
        return sessions.size();
    }

    /** {@return completes when a session has ended, at once if there is no such session} It may have begun anywhere. */
    CompletionStage<Void> ended(ClientId client) {
        BegunSession known = sessions.get(client);
        if (known != null) {
            return known.end();
        }
        BegunSession other = sessions.computeIfAbsent(client, added -> new BegunSession(BegunSessions::doNothing));
        other.created();
        CompletionStage<Void> end = other.end();
        Results.then(engine.attributes(client), (found, fault) -> {
            if (found != null) {
                removeIfEnded(client, found);
            }
        });
        return end;
    }

    private static void doNothing() {}

    @Override
    public void disconnect(ClientId client) {
        BegunSession session = sessions.remove(client);
        if (session != null) {
            session.ended();
        }
        unconnected.remove(client);
    }

    /**
     * Asks the engine for each session whether it still exists, one after another. Stops if the engine fails.
     *
     * @param attached whether a session is attached in this process, so that its end is reported here
     */
    void findEndedElsewhere(Predicate<ClientId> attached) {
        if (searching.compareAndSet(false, true)) {
            search(sessions.entrySet().iterator(), attached);
        }
    }

    private void search(Iterator<Map.Entry<ClientId, BegunSession>> rest, Predicate<ClientId> attached) {
        while (rest.hasNext()) {
            Map.Entry<ClientId, BegunSession> next = rest.next();
            ClientId client = next.getKey();
            if (next.getValue().isCreated() && !attached.test(client)) {
                CompletionStage<Optional<Map<String, String>>> stage = engine.attributes(client);
                Optional<Map<String, String>> known = Results.now(stage);
                if (known == null) {
                    Results.then(stage, (found, fault) -> {
                        if (found == null) {
                            searching.set(false);
                        } else {
                            removeIfEnded(client, found);
                            search(rest, attached);
                        }
                    });
                    return;
                }
                removeIfEnded(client, known);
            }
        }
        searching.set(false);
    }

    private void removeIfEnded(ClientId client, Optional<Map<String, String>> found) {
        if (found.isEmpty()) {
            disconnect(client);
        }
    }
}
