package io.faye.engine.memory;

import io.faye.engine.support.Lane;
import io.faye.engine.support.Reports;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import java.util.List;

/** Begins and ends sessions. */
final class LifeCycle {

    private final Sessions sessions;
    private final Router router;
    private final Reports reports;
    /** Keeps a thread from ending sessions inside one another, when a listener publishes and more of them overflow. */
    private final ThreadLocal<Lane> overflows = ThreadLocal.withInitial(Lane::new);

    LifeCycle(Sessions sessions, Router router, Reports reports) {
        this.sessions = sessions;
        this.router = router;
        this.reports = reports;
    }

    /** In the session's lane, so that whoever finds the session comes after its handshake. */
    ClientId begin(Session session) {
        sessions.add(session);
        reports.event(listener -> listener.handshake(session.id()));
        return session.id();
    }

    void expire(Session session) {
        session.inLane(() -> finish(session));
    }

    void overflow(List<Session> overflowing) {
        for (Session session : overflowing) {
            if (session.end()) {
                overflows.get().execute(() -> session.inLane(() -> finish(session)));
            }
        }
    }

    /** In the session's lane, once, by the one who ended it. */
    boolean finish(Session session) {
        ClientId id = session.id();
        Iterable<ChannelPattern> patterns = session.finish();
        router.forget(session, patterns);
        sessions.remove(session);
        reports.end(id, patterns);
        return true;
    }
}
