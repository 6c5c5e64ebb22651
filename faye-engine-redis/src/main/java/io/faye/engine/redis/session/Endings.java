package io.faye.engine.redis.session;

import io.faye.engine.EndReason;
import io.faye.engine.redis.client.Replies;
import io.faye.engine.redis.client.Script;
import io.faye.engine.redis.log.Entry;
import org.jspecify.annotations.Nullable;

/** Ends sessions of this process whose clients would otherwise miss something without knowing. */
final class Endings {

    private static final long RETRY_MILLIS = 500;

    private final SessionContext context;
    private final SessionLog log;

    Endings(SessionContext context, SessionLog log) {
        this.context = context;
        this.log = log;
    }

    /** Ends a session that has missed something: its queue takes nothing more. */
    void endEarly(Session session) {
        session.queue().close();
        session.endsFor(EndReason.ENGINE);
        destroy(session);
    }

    /** Ends a session whose queue overflows. */
    void end(Session session) {
        session.endsFor(EndReason.OVERFLOWED);
        destroy(session);
    }

    /** Tells the host that this process has ended a session, which expired unless it was ended here. */
    void tell(Entry.Ended ended, @Nullable Session session) {
        EndReason reason = session == null ? EndReason.EXPIRED : session.endReason();
        context.host().clientEnded(ended.client(), Arrival.patternSet(ended.patterns()), reason);
    }

    /** Has Redis end a session, as often as it takes; the log tells its reader. */
    private void destroy(Session session) {
        Object[] words = {context.operations().ofEngine(), context.process(), session.fence()};
        context.send(
                context.call(Script.DESTROY, session.id(), words),
                reply -> ended(session, Replies.number(Replies.list(reply).get(0))),
                fault -> context.later(RETRY_MILLIS, () -> endAgain(session)));
    }

    private void endAgain(Session session) {
        if (log.registry().owns(session)) {
            destroy(session);
        }
    }

    private void ended(Session session, long outcome) {
        if (outcome == -1) {
            ended(session);
        } else if (outcome == 0) {
            log.takeover().moved(session);
        }
    }

    /** It is over. As a rule the log says so; else only this process can tell the reader. */
    void ended(Session session) {
        log.whenCaughtUp(() -> log.change(() -> {
            if (log.registry().end(session)) {
                log.afterwards(session::end);
            }
        }));
    }
}
