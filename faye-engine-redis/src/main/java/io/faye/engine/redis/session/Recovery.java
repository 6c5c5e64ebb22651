package io.faye.engine.redis.session;

import io.faye.engine.redis.client.Replies;
import io.faye.engine.redis.log.Position;
import io.faye.protocol.ClientId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the sessions of this process back into a Redis that may have lost some of them, as every Redis may after a restart
 * or a failover.
 *
 * <ul>
 *   <li>A piece is one script for some sessions, with one look at the log for all of them. The next piece is built when the
 *       one before is answered, so that it tells what holds then, and so that publishes are not delayed.
 *   <li>Sessions for which operations wait come first, then those that are attached.
 *   <li>A session that this process has left to others a moment ago is put back as nobody's, unless another one has it. A
 *       claimed session without a position is claimed again instead.
 *   <li>After a failure each session is tried by itself, those that failed last: one of them may be the reason.
 * </ul>
 */
final class Recovery {

    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

    private static final int PIECE_SESSIONS = 100;
    private static final long RETRY_MILLIS = 100;
    private static final int BEHIND = -2;
    private static final Comparator<Lost> ORDER =
            Comparator.<Lost>comparingInt(lost -> lost.failures).thenComparing(lost -> lost.operations.isEmpty());

    private final SessionContext context;
    private final SessionLog log;
    private final Map<ClientId, Lost> lost = new LinkedHashMap<>();
    private final List<Runnable> whenDone = new ArrayList<>();
    private int pieceSessions = PIECE_SESSIONS;
    private boolean busy;
    /** How many sessions are being handed over to newer owners. */
    private int handingOver;

    /** A session that is to be put back, and the operations that wait for that. */
    private static final class Lost {

        Session session;
        final List<Runnable> operations = new ArrayList<>();
        int failures;

        Lost(Session session) {
            this.session = session;
        }
    }

    Recovery(SessionContext context, SessionLog log) {
        this.context = context;
        this.log = log;
    }

    /** {@return whether an operation begins later, when Redis has its session again} */
    synchronized boolean defers(Object orderingKey, Runnable operation) {
        Lost waiting = lost.get(orderingKey);
        return waiting != null && waiting.operations.add(operation);
    }

    /** Puts a session back, and then begins an operation. */
    synchronized void restore(Session session, Runnable operation) {
        add(session).operations.add(operation);
        start();
    }

    /** Redis may have lost what it knew of sessions: puts them back. */
    synchronized void begin(Collection<Session> sessions) {
        List<Session> all = List.copyOf(sessions);
        all.stream().filter(session -> session.reader().isAttached()).forEach(this::add);
        all.forEach(this::add);
        start();
    }

    /** The log says that a session has ended: operations that wait for it begin again. Called under the lock of the sessions. */
    synchronized void ended(ClientId client) {
        Lost ended = lost.get(client);
        if (ended != null) {
            finish(ended.session);
        }
    }

    /** Tells the newer owner of a session what is known of it here. */
    void handOver(Session session) {
        synchronized (this) {
            handingOver++;
        }
        log.takeover().moved(session, this::handedOver);
    }

    private synchronized void handedOver() {
        handingOver--;
        runTasks();
    }

    /** Runs a task on the worker when all sessions are back that were to be put back, or their newer owners know of them. */
    synchronized void whenDone(Runnable task) {
        whenDone.add(task);
        runTasks();
    }

    private void runTasks() {
        if (lost.isEmpty() && handingOver == 0) {
            whenDone.forEach(context.worker()::execute);
            whenDone.clear();
        }
    }

    private Lost add(Session session) {
        Lost known = lost.computeIfAbsent(session.id(), client -> new Lost(session));
        known.session = session;
        return known;
    }

    private void start() {
        if (!busy && !lost.isEmpty()) {
            busy = true;
            context.worker().execute(this::sendPiece);
        }
    }

    private void sendPiece() {
        RestoreCall piece = log.change(() -> new RestoreCall(context, log, next()));
        Map<Session, Position> sent = piece.sessions();
        if (!sent.isEmpty()) {
            BooleanSupplier kept = log.losses().untilLoss();
            context.sendWhile(
                    kept,
                    piece.call(),
                    reply -> context.worker().execute(() -> answered(sent, Replies.list(reply), kept.getAsBoolean())),
                    fault -> context.worker().execute(() -> failed(sent, fault, kept.getAsBoolean())));
        }
    }

    /** {@return the sessions that come next; those that have ended or are not the newest need not be put back} */
    private synchronized List<Session> next() {
        List.copyOf(lost.values()).stream()
                .map(each -> each.session)
                .filter(session -> !isToBePutBack(session))
                .forEach(this::finish);
        List<Session> next = lost.values().stream()
                .sorted(ORDER)
                .limit(pieceSessions)
                .map(each -> each.session)
                .toList();
        busy = !next.isEmpty();
        runTasks();
        return next;
    }

    private boolean isToBePutBack(Session session) {
        Session known = log.registry().get(session.id());
        return session.queue().isPlaced()
                && (known == session && !session.state().isOver()
                        || known == null && session.state() == SessionState.MOVED);
    }

    private void answered(Map<Session, Position> sent, List<?> outcomes, boolean kept) {
        if (!kept || Replies.number(outcomes.get(0)) == BEHIND) {
            context.later(RETRY_MILLIS, this::sendPiece);
            return;
        }
        Iterator<?> outcome = outcomes.iterator();
        sent.forEach((session, position) -> restored(session, position, Replies.number(outcome.next())));
        pieceSessions = Math.min(2 * pieceSessions, PIECE_SESSIONS);
        sendPiece();
    }

    private void restored(Session session, Position position, long outcome) {
        log.change(() -> log.losses().restored(session));
        if (outcome > 0) {
            session.queue().checkpointed(position, context.host().clock().millis());
        } else if (outcome == 0) {
            session.reader().finish();
        } else {
            handOver(session);
        }
        finish(session);
    }

    private synchronized void finish(Session session) {
        Lost done = lost.get(session.id());
        if (done != null && done.session == session) {
            lost.remove(session.id());
            done.operations.forEach(context.worker()::execute);
        }
    }

    private void failed(Map<Session, Position> sent, RuntimeException fault, boolean kept) {
        if (!kept) {
            context.later(RETRY_MILLIS, this::sendPiece);
            return;
        }
        if (pieceSessions > 1) {
            LOG.warn(
                    "Sessions could not be put back; trying again (sessions={}, reason={})",
                    sent.size(),
                    fault.getMessage());
        }
        pieceSessions = 1;
        synchronized (this) {
            lost.values().stream()
                    .filter(each -> sent.containsKey(each.session))
                    .forEach(each -> each.failures++);
        }
        context.later(RETRY_MILLIS, this::sendPiece);
    }
}
