package io.faye.server.session;

import io.faye.extension.Request;
import io.faye.protocol.ClientId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** The sessions that are attached, or being attached, in this process. Safe for threads. */
public final class SessionRegistry {

    private final SessionContext context;
    private final Map<ClientId, ClientSession> sessions = new ConcurrentHashMap<>();

    /**
     * Creates an empty registry.
     *
     * @param context what the sessions share
     */
    public SessionRegistry(SessionContext context) {
        this.context = context;
    }

    /**
     * Attaches a session for a connect, which is held then.
     *
     * @param client the session
     * @param connect the connect
     */
    public void connect(ClientId client, PendingConnect connect) {
        attach(client, new ConnectRequest(connect, context.advices()));
    }

    /**
     * Attaches a session for an event stream. If there is no such session, nothing happens. If the engine fails, the
     * stream is closed, so that the client opens another.
     *
     * @param client the session
     * @param connection the stream
     * @param request what opened the stream
     */
    public void open(ClientId client, ClientConnection connection, Request request) {
        attach(client, new StreamRequest(connection, request, fault -> context.failed("attach a session", fault)));
    }

    void attach(ClientId client, AttachRequest request) {
        ClientSession known = sessions.get(client);
        ClientSession session =
                known == null ? sessions.computeIfAbsent(client, id -> new ClientSession(this, context, id)) : known;
        session.attach(request);
    }

    /** Removes the object of a session that is over here, unless it was replaced. */
    void remove(ClientSession session) {
        sessions.remove(session.client(), session);
    }

    /**
     * {@return whether a session is attached, or being attached, here}
     *
     * @param client the session
     */
    public boolean holds(ClientId client) {
        return sessions.containsKey(client);
    }

    /** {@return how many sessions are attached, or being attached, here} */
    public int size() {
        return sessions.size();
    }

    /** {@return the sessions that can be moved to another process, in no order} */
    public List<ClientSession> movable() {
        List<ClientSession> movable = new ArrayList<>(sessions.size());
        for (ClientSession session : sessions.values()) {
            if (session.isMovable()) {
                movable.add(session);
            }
        }
        return movable;
    }

    /** {@return completes, for each session, when it is released because the server stops} */
    public List<CompletionStage<Void>> goAway() {
        List<CompletionStage<Void>> released = new ArrayList<>();
        for (ClientSession session : sessions.values()) {
            released.add(session.leaving().goAway());
        }
        return released;
    }
}
