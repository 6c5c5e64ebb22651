package io.faye.engine.redis.node;

import io.faye.engine.redis.client.Call;
import io.faye.engine.redis.client.Replies;
import io.faye.engine.redis.client.Script;
import io.faye.engine.redis.log.LogId;
import io.faye.engine.redis.log.OperationGate;
import io.faye.engine.redis.log.Position;
import io.faye.engine.redis.session.HistoryListener;
import io.faye.engine.redis.session.Session;
import io.faye.engine.redis.session.SessionContext;
import io.faye.engine.redis.session.SessionLog;
import io.faye.protocol.ClientId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
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
 *   <li>An operation of a session that is to be put back waits for that. An operation of a session that this process owns,
 *       and that Redis does not know, has the session put back, and is tried again.
 *   <li>For some seconds after a restart or a failover another process may yet put a session back that Redis does not know: operations of such
 *       sessions are tried again.
 * </ul>
 */
final class Recovery implements OperationGate, HistoryListener {

    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

    private static final int PIECE_SESSIONS = 100;
    private static final int PIECE_BYTES = 128 << 10;
    /** So many entries a script looks at; a process that is further behind follows the log first. */
    private static final int MOST_ENTRIES = 1_000;

    private static final long RETRY_MILLIS = 100;
    private static final long DOUBT_MILLIS = 5_000;
    private static final int BEHIND = -2;

    private final SessionContext context;
    private final SessionLog log;
    private final Map<ClientId, Lost> lost = new LinkedHashMap<>();
    private final Set<ClientId> urgent = new LinkedHashSet<>();
    private int pieceSessions = PIECE_SESSIONS;
    private boolean busy;
    private volatile long doubtUntilMillis;

    /** A session that is to be put back, and the operations that wait for that. */
    private record Lost(Session session, List<Runnable> operations) {}

    Recovery(SessionContext context, SessionLog log) {
        this.context = context;
        this.log = log;
    }

    @Override
    public void entriesLost() {
        doubtUntilMillis = context.host().clock().millis() + DOUBT_MILLIS;
    }

    /** Begins with all sessions. */
    @Override
    public synchronized void historyChanged() {
        entriesLost();
        List<Session> owned = List.copyOf(log.registry().owned());
        owned.stream().filter(Session::isAttached).forEach(this::add);
        owned.forEach(this::add);
        start();
    }

    private Lost add(Session session) {
        return lost.computeIfAbsent(session.id(), client -> new Lost(session, new ArrayList<>()));
    }

    private void start() {
        if (!busy && !lost.isEmpty()) {
            busy = true;
            context.worker().execute(this::sendPiece);
        }
    }

    @Override
    public synchronized boolean defers(Object lane, Runnable operation) {
        Lost waiting = lost.get(lane);
        if (waiting == null) {
            return false;
        }
        waiting.operations().add(operation);
        urgent.add(waiting.session().id());
        return true;
    }

    @Override
    public boolean retries(Object lane, Runnable operation) {
        if (!(lane instanceof ClientId client)) {
            return false;
        }
        Session owned = log.registry().get(client);
        if (owned != null && !owned.isOver()) {
            synchronized (this) {
                add(owned);
                defers(lane, operation);
                start();
            }
            return true;
        }
        boolean isInDoubt =
                !context.current().getAsBoolean() || context.host().clock().millis() < doubtUntilMillis;
        if (isInDoubt) {
            context.later(RETRY_MILLIS, operation);
        }
        return isInDoubt;
    }

    private void sendPiece() {
        Map<Session, Position> sent = new LinkedHashMap<>();
        Call call = log.change(() -> build(sent));
        if (call == null) {
            return;
        }
        context.send(
                call,
                reply -> context.worker().execute(() -> answered(sent, Replies.list(reply))),
                fault -> context.worker().execute(() -> failed(sent, fault)));
    }

    private @Nullable Call build(Map<Session, Position> sent) {
        LogId read = log.last();
        List<ClientId> clients = new ArrayList<>();
        List<Object> words = new ArrayList<>();
        int bytes = 0;
        for (Session session : next()) {
            if (bytes < PIECE_BYTES) {
                Position known = session.queue().position(read);
                Position position = known == null ? session.queue().checkpoint() : known;
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
                                context.life().keepMillis())
                        .add(words.toArray());
    }

    /** {@return the sessions that come next; those that this process does not own any more need not be put back} */
    private synchronized List<Session> next() {
        List<Lost> gone = lost.values().stream()
                .filter(each -> each.session().isOver() || !log.registry().owns(each.session()))
                .toList();
        gone.forEach(each -> finish(each.session()));
        List<Session> next = Stream.concat(urgent.stream(), lost.keySet().stream())
                .distinct()
                .limit(pieceSessions)
                .flatMap(client -> Stream.ofNullable(lost.get(client)))
                .map(Lost::session)
                .toList();
        busy = !next.isEmpty();
        return next;
    }

    private static int describe(Session session, Position position, List<Object> words) {
        Map<String, String> attributes = session.attributes().values();
        words.addAll(List.of(session.id(), session.fence(), session.attributes().version()));
        words.addAll(List.of(Position.arguments(position)));
        words.addAll(List.of(attributes.size(), session.patterns().size()));
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

    private void answered(Map<Session, Position> sent, List<?> outcomes) {
        if (Replies.number(outcomes.get(0)) == BEHIND) {
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

    private void finish(Session session) {
        Lost done;
        synchronized (this) {
            urgent.remove(session.id());
            done = lost.remove(session.id());
        }
        if (done != null) {
            done.operations().forEach(context.worker()::execute);
        }
    }

    /** Tries again, each session by itself and after the others: one of them may be why. */
    private void failed(Map<Session, Position> sent, RuntimeException fault) {
        if (pieceSessions > 1) {
            LOG.warn("Sessions could not be put back; trying again (sessions={})", sent.size(), fault);
        }
        pieceSessions = 1;
        synchronized (this) {
            for (Session session : sent.keySet()) {
                urgent.remove(session.id());
                Optional.ofNullable(lost.remove(session.id())).ifPresent(last -> lost.put(session.id(), last));
            }
        }
        context.later(RETRY_MILLIS, this::sendPiece);
    }
}
