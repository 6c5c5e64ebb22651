package io.faye.engine.redis.node;

import io.faye.engine.redis.client.Call;
import io.faye.engine.redis.client.Replies;
import io.faye.engine.redis.client.Script;
import io.faye.engine.redis.log.LogId;
import io.faye.engine.redis.log.Position;
import io.faye.engine.redis.session.Session;
import io.faye.engine.redis.session.SessionContext;
import io.faye.engine.redis.session.SessionLog;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the positions of sessions to Redis, for the process that takes over if this one dies. */
final class Checkpoints {

    private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);
    private static final int PIECE_SESSIONS = 200;

    private final SessionContext context;
    private final SessionLog log;

    Checkpoints(SessionContext context, SessionLog log) {
        this.context = context;
        this.log = log;
    }

    /** Writes the positions that have changed, and those that are old. */
    void write() {
        long now = context.host().clock().millis();
        long longest = context.life().checkpointMillis();
        write(
                log.registry().owned().stream()
                        .filter(session -> session.queue().isCheckpointDue(now, longest))
                        .toList(),
                0);
    }

    /** Writes all positions and leaves the sessions to other processes. */
    void leave() {
        write(log.registry().owned(), 1);
    }

    private void write(Collection<Session> sessions, int leaves) {
        LogId tail = log.last();
        List<Session> all = List.copyOf(sessions);
        for (int i = 0; i < all.size(); i += PIECE_SESSIONS) {
            write(all.subList(i, Math.min(i + PIECE_SESSIONS, all.size())), leaves, tail);
        }
    }

    private void write(List<Session> sessions, int leaves, LogId tail) {
        List<Position> positions = new ArrayList<>();
        Call call = Script.CHECKPOINT.call(
                context.keys().of(sessions.stream().map(Session::id).toList()),
                context.operations().node(),
                leaves);
        for (Session session : sessions) {
            Position known = session.queue().position(tail);
            call.add(session.fence()).add(Position.arguments(known));
            positions.add(known == null ? session.queue().checkpoint() : known);
        }
        BooleanSupplier kept = log.losses().untilLoss();
        context.sendWhile(
                kept,
                call,
                reply -> written(sessions, positions, kept.getAsBoolean() ? Replies.list(reply) : List.of()),
                fault -> LOG.debug("Positions were not written", fault));
    }

    /** A session that Redis does not know, or knows as another process', has no checkpoint. */
    private void written(List<Session> sessions, List<Position> positions, List<?> outcomes) {
        long now = context.host().clock().millis();
        for (int i = 0; i < outcomes.size(); i++) {
            if (Replies.number(outcomes.get(i)) == 1) {
                sessions.get(i).queue().checkpointed(positions.get(i), now);
            }
        }
    }
}
