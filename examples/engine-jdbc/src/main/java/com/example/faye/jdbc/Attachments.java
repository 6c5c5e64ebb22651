package com.example.faye.jdbc;

import static com.example.faye.jdbc.Database.NOW;

import com.example.faye.jdbc.Database.Sql;
import com.example.faye.jdbc.JdbcEngine.Session;
import io.faye.engine.AttachmentListener;
import io.faye.engine.Batch;
import io.faye.engine.EngineException;
import io.faye.engine.support.BlockingAttachment;
import io.faye.engine.support.BlockingContext;
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

    private static final String READS = "id = ? AND attachment = ? AND process IS NOT NULL";

    private final Database database;
    private final String process;
    private final long maxWaitNanos;
    private final long aliveMillis;
    private final Map<String, AttachmentListener> listeners = new ConcurrentHashMap<>();
    private final AtomicLong count = new AtomicLong();
    private volatile long told;
    private volatile long polled = System.nanoTime();

    Attachments(Database database, String process, BlockingContext context) {
        this.database = database;
        this.process = process;
        this.maxWaitNanos = context.operationTimeout().toNanos() / 4;
        this.aliveMillis = JdbcEngine.betweenSweeps(context).multipliedBy(3).toMillis();
        this.told = database.transaction(Queues::lastNumber);
    }

    /** Knows the listener before the transaction: another process may supersede the attachment right after that. */
    Optional<BlockingAttachment> attach(ClientId client, AttachmentListener listener) {
        String id = process + "/" + count.incrementAndGet();
        listeners.put(id, listener);
        Optional<Session> found = Optional.empty();
        try {
            found = database.transaction(sql -> attach(sql, client, id));
        } finally {
            Optional<String> unused = found.isPresent() ? found.get().attachment() : Optional.of(id);
            unused.ifPresent(listeners::remove);
        }
        return found.map(session -> new JdbcAttachment(
                this, client, id, listener, session.attributes(), session.attachment().flatMap(this::awaitNote)));
    }

    private Optional<Session> attach(Sql sql, ClientId client, String id) throws SQLException {
        Optional<Session> previous = Session.lock(sql, client);
        notifyReader(sql, client, "MOVED");
        String supersede = "UPDATE faye_session SET attachment = ?, process = ?, pinged = " + NOW + " WHERE id = ?";
        sql.update(supersede, id, process, client);
        return previous;
    }

    /** If another process reads, that process finds out by its next {@link #poll}. */
    void notifyReader(Sql sql, ClientId client, String kind) throws SQLException {
        sql.update(
                "INSERT INTO faye_notice (attachment, kind, process, written) SELECT attachment, ?, process, " + NOW
                        + " FROM faye_session WHERE id = ? AND process <> ?",
                kind, client, process);
    }

    /** {@return the previous reader's note} If another process reads and is alive, waits until it has left its note. */
    private Optional<String> awaitNote(String previous) {
        for (long end = System.nanoTime() + maxWaitNanos; ; LockSupport.parkNanos(10_000_000)) {
            List<String> notes = database.transaction(sql -> sql.texts(
                    "SELECT n.note FROM faye_notice n LEFT JOIN faye_process p ON p.id = n.process"
                            + " WHERE n.attachment = ? AND (n.note IS NOT NULL OR p.seen > " + NOW + " - ?)",
                    previous, aliveMillis));
            if (notes.isEmpty() || notes.get(0) != null || System.nanoTime() > end) {
                return notes.stream().filter(note -> note != null && !note.isEmpty()).findFirst();
            }
        }
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
            leaveNote(sql, attachment, "");
            sql.afterCommit.add(() -> ended(attachment));
        }
        for (String attachment : sql.texts(notices, process, "MOVED")) {
            AttachmentListener listener = listeners.remove(attachment);
            leaveNote(sql, attachment, listener == null ? "" : listener.moved());
        }
        String readable = "SELECT attachment FROM faye_session WHERE process = ? AND number > ?";
        for (String attachment : number == told ? List.<String>of() : sql.texts(readable, process, told)) {
            sql.afterCommit.add(() -> Optional.ofNullable(listeners.get(attachment))
                    .ifPresent(AttachmentListener::messagesAvailable));
        }
        return number;
    }

    private static void leaveNote(Sql sql, String attachment, String note) throws SQLException {
        sql.update("UPDATE faye_notice SET note = ?, process = NULL WHERE attachment = ?", note, attachment);
    }

    /** Tells the listener of an attachment, if it is one of this process, that the session has ended. */
    void ended(String attachment) {
        Optional.ofNullable(listeners.remove(attachment)).ifPresent(AttachmentListener::ended);
    }

    void requirePolled(Duration within) {
        if (System.nanoTime() - polled > within.toNanos()) {
            throw new EngineException("No poll for new messages has succeeded within " + within);
        }
    }

    private record JdbcAttachment(
            Attachments all, ClientId client, String id, AttachmentListener listener, Map<String, String> attributes,
            Optional<String> note)
            implements BlockingAttachment {

        @Override
        public Batch read(long after, int maxMessages, int maxBytes) {
            String query = "SELECT acknowledged FROM faye_session WHERE " + READS;
            return all.database.transaction(sql -> {
                Optional<Long> acknowledged = sql.first(query, row -> row.getLong(1), client, id);
                long from = Math.max(after, acknowledged.orElse(0L));
                return acknowledged.isEmpty()
                        ? new Batch(List.of(), after)
                        : Queues.read(sql, client, from, maxMessages, maxBytes, listener);
            });
        }

        @Override
        public void acknowledge(long upTo) {
            all.database.transaction(sql -> Queues.acknowledge(sql, client, upTo));
        }

        @Override
        public void release(String left) {
            all.listeners.remove(id);
            String free = "UPDATE faye_session SET process = NULL WHERE " + READS;
            String leave = "INSERT INTO faye_notice (attachment, kind, note, written) VALUES (?, '', ?, " + NOW + ")";
            all.database.transaction(sql -> sql.update(free, client, id) > 0 && sql.update(leave, id, left) > 0);
        }
    }
}
