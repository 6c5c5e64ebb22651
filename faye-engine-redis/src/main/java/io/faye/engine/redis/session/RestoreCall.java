package io.faye.engine.redis.session;

import io.faye.engine.redis.client.Call;
import io.faye.engine.redis.client.Script;
import io.faye.engine.redis.log.LogId;
import io.faye.engine.redis.log.Position;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tells Redis what this process knows of some sessions, by the script {@code RESTORE}. Built under the lock of the sessions. */
final class RestoreCall {

    private static final int MOST_BYTES = 128 << 10;
    /** So many entries the script looks at; a process that is further behind follows the log first. */
    private static final int MOST_ENTRIES = 1_000;

    private final SessionContext context;
    private final SessionLog log;
    private final LogId read;
    private final Map<Session, Position> sessions = new LinkedHashMap<>();
    private final List<Object> words = new ArrayList<>();
    private int bytes;

    /** Creates a call about sessions whose positions are known: all of them, or the first. */
    RestoreCall(SessionContext context, SessionLog log, Collection<Session> wanted) {
        this.context = context;
        this.log = log;
        this.read = log.last();
        for (Session session : wanted) {
            Position position = session.queue().position(read);
            if (position != null && bytes < MOST_BYTES) {
                add(session, position);
            }
        }
    }

    private void add(Session session, Position position) {
        Map<String, String> attributes = session.attributes().values();
        List<ChannelPattern> patterns = new ArrayList<>(session.patterns());
        Set<ChannelPattern> awaited = log.losses().awaited(session);
        patterns.addAll(awaited);
        sessions.put(session, position);
        words.addAll(List.of(session.id(), session.state().isOver() ? "" : context.process(), session.fence()));
        words.add(session.attributes().version());
        words.addAll(List.of(Position.arguments(position)));
        words.addAll(List.of(
                session.state().isOver() ? session.reader().note() : "",
                session.reader().number()));
        words.addAll(List.of(attributes.size(), patterns.size(), awaited.size()));
        bytes += 200;
        attributes.forEach((name, value) -> {
            words.addAll(List.of(name, value));
            bytes += name.length() + value.length();
        });
        for (ChannelPattern pattern : patterns) {
            words.add(pattern);
            bytes += pattern.toString().length();
        }
    }

    /** {@return the sessions, and the positions that Redis gets} */
    Map<Session, Position> sessions() {
        return sessions;
    }

    Call call() {
        List<ClientId> clients = sessions.keySet().stream().map(Session::id).toList();
        return Script.RESTORE
                .call(
                        context.keys().of(clients),
                        context.operations().ofEngine(),
                        context.process(),
                        read,
                        MOST_ENTRIES,
                        context.life().sessionMillis(),
                        context.life().keepMillis(),
                        context.life().leaseMillis())
                .add(words.toArray());
    }
}
