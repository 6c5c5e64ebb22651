package io.faye.engine.redis.session;

import io.faye.engine.redis.client.Call;
import io.faye.engine.redis.client.Replies;
import io.faye.engine.redis.client.Script;
import io.faye.engine.redis.log.LogId;
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
import org.jspecify.annotations.Nullable;
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
    private static final int PIECE_BYTES = 128 << 10;
    /** So many entries a script looks at; a process that is further behind follows the log first. */
    private static final int MOST_ENTRIES = 1_000;

    private static final long RETRY_MILLIS = 100;
    private static final int BEHIND = -2;
    private static final Comparator<Lost> ORDER =
            Comparator.<Lost>comparingInt(lost -> lost.failures).thenComparing(lost -> lost.operations.isEmpty());

    private final SessionContext context;
    private final SessionLog log;
    private final Map<ClientId, Lost> lost = new LinkedHashMap<>();
    private int pieceSessions = PIECE_SESSIONS;
    private boolean busy;

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
    synchronized boolean defers(Object lane, Runnable operation) {
        Lost waiting = lost.get(lane);
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
        all.stream().filter(Session::isAttached).forEach(this::add);
        all.forEach(this::add);
        start();
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
        Map<Session, Position> sent = new LinkedHashMap<>();
        Call call = log.change(() -> build(sent));
        if (call == null) {
            return;
        }
        BooleanSupplier kept = log.untilLoss();
        context.sendWhile(
                kept,
                call,
                reply -> context.worker().execute(() -> answered(sent, Replies.list(reply), kept.getAsBoolean())),
                fault -> context.worker().execute(() -> failed(sent, fault, kept.getAsBoolean())));
    }

    private @Nullable Call build(Map<Session, Position> sent) {
        LogId read = log.last();
        List<ClientId> clients = new ArrayList<>();
        List<Object> words = new ArrayList<>();
        int bytes = 0;
        for (Session session : next()) {
            Position position = session.queue().position(read);
            if (position != null && bytes < PIECE_BYTES) {
                bytes += describe(session, position, words);
                clients.add(session.id());
                sent.put(session, position);
            }
        }
        return sent.isEmpty()
                ? null
                : Script.RESTORE
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
        return next;
    }

    private boolean isToBePutBack(Session session) {
        Session known = log.registry().get(session.id());
        return session.queue().isPlaced()
                && (known == session && !session.isOver() || known == null && session.state() == SessionState.MOVED);
    }

    private int describe(Session session, Position position, List<Object> words) {
        Map<String, String> attributes = session.attributes().values();
        words.addAll(List.of(session.id(), session.isOver() ? "" : context.process(), session.fence()));
        words.add(session.attributes().version());
        words.addAll(List.of(Position.arguments(position)));
        words.addAll(List.of(
                session.isOver() ? session.note() : "",
                attributes.size(),
                session.patterns().size()));
        int bytes = 200;
        for (Map.Entry<String, String> attribute : attributes.entrySet()) {
            words.addAll(List.of(attribute.getKey(), attribute.getValue()));
            bytes += attribute.getKey().length() + attribute.getValue().length();
        }
        for (Object pattern : session.patterns()) {
            words.add(pattern);
            bytes += pattern.toString().length();
        }
        return bytes;
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
        if (outcome > 0) {
            session.queue().checkpointed(position, context.host().clock().millis());
        } else if (outcome == 0) {
            session.finish();
        } else {
            log.takeover().moved(session);
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
