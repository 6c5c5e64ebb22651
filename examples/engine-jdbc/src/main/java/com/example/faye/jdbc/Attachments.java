package com.example.faye.jdbc;

import static com.example.faye.jdbc.Sql.NOW;

import io.faye.engine.AttachmentListener;
import io.faye.engine.Batch;
import io.faye.engine.support.BlockingAttachment;
import io.faye.protocol.ClientId;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * The attachments of this process, each with an id of its own. The row of a session names its newest attachment, so a
 * statement with the condition {@code attachment = ?} does nothing for an attachment that is not the newest any more.
 */
final class Attachments {

    private static final long BETWEEN_LOOKS_NANOS = 10_000_000;

    private final Database database;
    private final Sweeper sweeper;
    private final String process;
    private final long maxWaitNanos;
    private final Map<String, AttachmentListener> listeners = new ConcurrentHashMap<>();
    private final AtomicLong count = new AtomicLong();
    private volatile long told;
    private volatile long polled = System.nanoTime();

    Attachments(Database database, Sweeper sweeper, String process, Duration operationTimeout) {
        this.database = database;
        this.sweeper = sweeper;
        this.process = process;
        this.maxWaitNanos = operationTimeout.toNanos() / 4;
        this.told = database.transaction(Queues::lastNumber);
    }

    /** Knows the listener before the transaction: another process may supersede the attachment right after that. */
    Optional<BlockingAttachment> attach(ClientId client, AttachmentListener listener) {
        String id = process + "/" + count.incrementAndGet();
        listeners.put(id, listener);
        Optional<Session> previous = database.transaction(sql -> attach(sql, client, id));
        previous.flatMap(Session::attachment).ifPresent(listeners::remove);
        if (previous.isEmpty()) {
            listeners.remove(id);
        }
        return previous.map(session ->
                new JdbcAttachment(this, client, id, listener, session.attributes(), note(session)));
    }

    private Optional<Session> attach(Sql sql, ClientId client, String id) throws SQLException {
        Optional<Session> previous = Session.lock(sql, client);
        if (previous.isPresent()) {
            notifyReader(sql, previous.get(), "MOVED");
            sql.update(
                    "UPDATE faye_session SET attachment = ?, process = ?, pinged = " + NOW + " WHERE id = ?", id,
                    process, client);
        }
        return previous;
    }

    /** If another process reads, that process finds out by its next {@link #poll}. */
    void notifyReader(Sql sql, Session session, String kind) throws SQLException {
        if (session.process().isPresent() && !session.isReadBy(process)) {
            sql.update(
                    "INSERT INTO faye_notice (attachment, kind, process, written) VALUES (?, ?, ?, " + NOW + ")",
                    session.attachment().orElseThrow(), kind, session.process().get());
        }
    }

    /** {@return the previous reader's note} If another process reads and is alive, waits until it has left its note. */
    private Optional<String> note(Session previous) {
        if (previous.attachment().isEmpty() || previous.isReadBy(process)) {
            return Optional.empty();
        }
        long end = System.nanoTime() + maxWaitNanos;
        Optional<String> note = database.transaction(sql -> note(sql, previous));
        while (note.isEmpty() && System.nanoTime() < end && database.transaction(sql -> isNoteDue(sql, previous))) {
            LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
            note = database.transaction(sql -> note(sql, previous));
        }
        return note.filter(text -> !text.isEmpty());
    }

    private static Optional<String> note(Sql sql, Session previous) throws SQLException {
        return sql.first(
                "SELECT note FROM faye_notice WHERE attachment = ? AND note IS NOT NULL",
                row -> row.getString(1),
                previous.attachment().orElseThrow());
    }

    private boolean isNoteDue(Sql sql, Session previous) throws SQLException {
        return previous.process().isPresent()
                && sweeper.isAlive(sql, previous.process().get());
    }

    /** Finds what is new in the database, and calls the listeners. */
    void poll() {
        told = database.transaction(this::poll);
        polled = System.nanoTime();
    }

    /** Reads the number first: a message that is committed after that is found now, the next time, or both times. */
    private long poll(Sql sql) throws SQLException {
        long number = Queues.lastNumber(sql);
        String notices = "SELECT attachment FROM faye_notice WHERE process = ? AND kind = ?";
        for (String attachment : sql.texts(notices, process, "ENDED")) {
            answer(sql, attachment, "");
            sql.afterCommit(() -> ended(attachment));
        }
        for (String attachment : sql.texts(notices, process, "MOVED")) {
            AttachmentListener listener = listeners.remove(attachment);
            answer(sql, attachment, listener == null ? "" : listener.moved());
        }
        String readable = "SELECT attachment FROM faye_session WHERE process = ? AND number > ?";
        for (String attachment : number == told ? List.<String>of() : sql.texts(readable, process, told)) {
            sql.afterCommit(() -> Optional.ofNullable(listeners.get(attachment))
                    .ifPresent(AttachmentListener::messagesAvailable));
        }
        return number;
    }

    private static void answer(Sql sql, String attachment, String note) throws SQLException {
        sql.update("UPDATE faye_notice SET note = ?, process = NULL WHERE attachment = ?", note, attachment);
    }

    /** Tells the listener of an attachment, if it is one of this process, that the session has ended. */
    void ended(String attachment) {
        Optional.ofNullable(listeners.remove(attachment)).ifPresent(AttachmentListener::ended);
    }

    /** {@return how long ago the last poll succeeded} */
    Duration lastPoll() {
        return Duration.ofNanos(System.nanoTime() - polled);
    }

    private record JdbcAttachment(
            Attachments all, ClientId client, String id, AttachmentListener listener, Map<String, String> attributes,
            Optional<String> note)
            implements BlockingAttachment {

        @Override
        public Batch read(long after, int maxMessages, int maxBytes) {
            return all.database.transaction(sql -> {
                Optional<Long> acknowledged = sql.first(
                        "SELECT acknowledged FROM faye_session WHERE id = ? AND attachment = ? AND process IS NOT NULL",
                        row -> row.getLong(1),
                        client,
                        id);
                return acknowledged.isEmpty()
                        ? new Batch(List.of(), after)
                        : Queues.read(sql, client, Math.max(after, acknowledged.get()), maxMessages, maxBytes, listener);
            });
        }

        @Override
        public void acknowledge(long upTo) {
            all.database.transaction(sql -> Queues.acknowledge(sql, client, upTo));
        }

        @Override
        public void release(String left) {
            all.listeners.remove(id);
            String release = "UPDATE faye_session SET process = NULL"
                    + " WHERE id = ? AND attachment = ? AND process IS NOT NULL";
            String leave = "INSERT INTO faye_notice (attachment, kind, note, written) VALUES (?, 'RELEASED', ?, " + NOW + ")";
            all.database.transaction(sql -> sql.update(release, client, id) > 0 && sql.update(leave, id, left) > 0);
        }
    }
}
