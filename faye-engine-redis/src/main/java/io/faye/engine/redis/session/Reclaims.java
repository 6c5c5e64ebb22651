package io.faye.engine.redis.session;

import io.faye.engine.redis.client.Call;
import io.faye.engine.redis.client.Replies;
import io.faye.engine.redis.log.Entry;
import io.faye.engine.redis.log.Operation;
import io.faye.engine.redis.log.Origin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Claims again the sessions that wait for their positions when Redis loses something: it may have lost the claim, and what
 * it had told then of the session. Used under the lock of the sessions.
 */
final class Reclaims {

    private static final long RETRY_MILLIS = 100;

    private final SessionContext context;
    private final SessionLog log;
    /** What the log says of such a session waits until its claim is answered. */
    private final Map<Session, List<Entry.Control>> deferred = new HashMap<>();

    Reclaims(SessionContext context, SessionLog log) {
        this.context = context;
        this.log = log;
    }

    boolean defers(Entry.Control entry, Session session) {
        List<Entry.Control> waiting = deferred.get(session);
        return waiting != null && waiting.add(entry);
    }

    /** Redis has lost something. What is under way already is begun again by itself. */
    void begin() {
        deferred.values()
                .forEach(waiting -> waiting.removeIf(entry -> entry.id().isAfter(log.last())));
        for (Session session : log.registry().owned()) {
            if (session.state() == SessionState.CLAIMED && deferred.putIfAbsent(session, new ArrayList<>()) == null) {
                send(session);
            }
        }
    }

    private void send(Session session) {
        if (!log.registry().owns(session)) {
            deferred.remove(session);
            return;
        }
        Operation<Void> claim = new Operation<>(session.id());
        claim.stage().whenComplete((nothing, fault) -> {
            if (fault != null) {
                context.later(RETRY_MILLIS, () -> log.change(() -> send(session)));
            }
        });
        log.calls().askOfOwner(claim, origin -> claim(origin, session), (same, reply) -> {
            answered(session, Replies.list(reply));
            claim.done();
        });
    }

    private Call claim(Origin origin, Session session) {
        return log.calls()
                .claim(
                        origin,
                        session.id(),
                        log.registry().get(session.id()),
                        session.reader().number());
    }

    private void answered(Session session, List<?> reply) {
        List<Entry.Control> waiting = deferred.remove(session);
        if (waiting == null || !log.registry().owns(session)) {
            return;
        }
        Arrival arrival = Replies.number(reply.get(0)) == 2 ? Arrival.of(reply) : null;
        if (arrival != null && session.arriveAgain(arrival)) {
            log.registry().arriveAgain(session, arrival);
        }
        waiting.forEach(entry -> log.takeover().apply(entry, session));
        if (arrival != null && !arrival.waits()) {
            log.takeover().handedOver(session, arrival.position(), arrival.note());
        }
    }
}
