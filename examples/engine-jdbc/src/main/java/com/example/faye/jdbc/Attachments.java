package com.example.faye.jdbc;

import static com.example.faye.jdbc.Sql.NOW;

import io.faye.engine.AttachmentListener;
import io.faye.engine.Batch;
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

/**
 * The attachments of this process, each with an id of its own. The row of a session names its newest attachment, so a
 * statement with the condition {@code attachment = ?} does nothing for an attachment that is not the newest any more.
 */
final class Attachments {

    private final Database database;
    private final String process;
    private final long operationMillis;
    private final Map<String, AttachmentListener> listeners = new ConcurrentHashMap<>();
    private final AtomicLong count = new AtomicLong();
    private volatile long told;
    private volatile long polled = System.nanoTime();

    Attachments(Database database, String process, BlockingContext context) {
        this.database = database;
        this.process = process;
        this.operationMillis = context.operationTimeout().toMillis();
        this.told = database.transaction(Queues::lastNumber);
    }

    /** The newest attachment of a session and the process that reads with it, as far as there are such. */
    record Reader(Optional<String> attachment, Optional<String> process) {}

    /** {@return the reader of a session, if that exists} No other transaction changes the session until this one ends. */
    static Optional<Reader> lock(Sql sql, ClientId client) throws SQLException {
        return sql.first(
                "SELECT attachment, process FROM faye_session WHERE id = ? FOR UPDATE",
                row -> new Reader(Optional.ofNullable(row.getString(1)), Optional.ofNullable(row.getString(2))),
                client);
    }

    private record Attached(Reader previous, Map<String, String> attributes) {}

    /** Knows the listener before the transaction: another process may supersede the attachment right after that. */
    Optional<BlockingAttachment> attach(ClientId client, AttachmentListener listener) {
        String id = process + "/" + count.incrementAndGet();
        listeners.put(id, listener);
        Optional<Attached> attached = database.transaction(sql -> attach(sql, client, id));
        if (attached.isEmpty()) {
            listeners.remove(id);
            return Optional.empty();
        }
        Reader previous = attached.get().previous();
        previous.attachment().ifPresent(listeners::remove);
        Map<String, String> attributes = attached.get().attributes();
        return Optional.of(new JdbcAttachment(this, client, id, listener, attributes, note(previous)));
    }

    private Optional<Attached> attach(Sql sql, ClientId client, String id) throws SQLException {
        Optional<Reader> previous = lock(sql, client);
        if (previous.isEmpty()) {
            return Optional.empty();
        }
        notifyReader(sql, previous.get(), "MOVED");
        sql.update(
                "UPDATE faye_session SET attachment = ?, process = ?, pinged = " + NOW + " WHERE id = ?",
                id,
                process,
                client);
        return JdbcEngine.attributes(sql, client).map(attributes -> new Attached(previous.get(), attributes));
    }

    /** If another process reads, lets it know by its next {@link #poll}. */
    void notifyReader(Sql sql, Reader reader, String kind) throws SQLException {
        if (reader.process().isPresent() && !reader.process().get().equals(process)) {
            sql.update(
                    "INSERT INTO faye_notice (attachment, kind, process, written) VALUES (?, ?, ?, " + NOW + ")",
                    reader.attachment().orElseThrow(),
                    kind,
                    reader.process().get());
        }
    }

    /** Waits if another process has to leave its note, for a part of the time for an operation. */
    private Optional<String> note(Reader previous) {
        if (previous.attachment().isEmpty() || previous.process().equals(Optional.of(process))) {
            return Optional.empty();
        }
        long end = System.nanoTime() + Duration.ofMillis(operationMillis).toNanos() / 4;
        Optional<String> note = readNote(previous);
        try {
            while (note.isEmpty() && System.nanoTime() < end && isNoteDue(previous)) {
                Thread.sleep(10);
                note = readNote(previous);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return note.filter(text -> !text.isEmpty());
    }

    private Optional<String> readNote(Reader previous) {
        return database.transaction(sql -> sql.first(
                "SELECT note FROM faye_notice WHERE attachment = ? AND note IS NOT NULL",
                row -> row.getString(1),
                previous.attachment().orElseThrow()));
    }

    private boolean isNoteDue(Reader previous) {
        return previous.process().isPresent()
                && database.transaction(sql -> sql.exists(
                        "SELECT id FROM faye_process WHERE id = ? AND seen > " + NOW + " - ?",
                        previous.process().get(),
                        operationMillis));
    }

    private record Notice(String attachment, String kind) {}

    private record News(long number, List<Notice> notices, List<String> readable) {}

    /** Finds what is new in the database, and calls the listeners. */
    void poll() {
        News news = database.transaction(this::news);
        news.notices().forEach(this::call);
        for (String attachment : news.readable()) {
            Optional.ofNullable(listeners.get(attachment)).ifPresent(AttachmentListener::messagesAvailable);
        }
        told = news.number();
        polled = System.nanoTime();
    }

    /** Reads the number first: a message that is committed after that is found now, the next time, or both times. */
    private News news(Sql sql) throws SQLException {
        long number = Queues.lastNumber(sql);
        List<Notice> notices = sql.list(
                "SELECT attachment, kind FROM faye_notice WHERE process = ?",
                row -> new Notice(row.getString(1), row.getString(2)),
                process);
        if (number == told) {
            return new News(number, notices, List.of());
        }
        List<String> readable = sql.list(
                "SELECT attachment FROM faye_session WHERE process = ? AND number > ?",
                row -> row.getString(1),
                process,
                told);
        return new News(number, notices, readable);
    }

    /** Removes the listener first, so that it is called once although the transaction may fail and be repeated. */
    private void call(Notice notice) {
        Optional<AttachmentListener> listener = Optional.ofNullable(listeners.remove(notice.attachment()));
        boolean moved = notice.kind().equals("MOVED");
        String note = moved ? listener.map(AttachmentListener::moved).orElse("") : "";
        if (!moved) {
            listener.ifPresent(AttachmentListener::ended);
        }
        database.transaction(sql -> sql.update(
                "UPDATE faye_notice SET note = ?, process = NULL WHERE attachment = ?", note, notice.attachment()));
    }

    /** Tells the listener of an attachment that this process has ended the session. */
    void ended(String attachment) {
        Optional.ofNullable(listeners.remove(attachment)).ifPresent(AttachmentListener::ended);
    }

    /** {@return how long ago the last poll succeeded} */
    Duration lastPoll() {
        return Duration.ofNanos(System.nanoTime() - polled);
    }

    private Batch read(JdbcAttachment attachment, long after, int maxMessages, int maxBytes) {
        Queues.Read read = database.transaction(
                sql -> Queues.read(sql, attachment.client(), attachment.id(), after, maxMessages, maxBytes));
        if (read.more()) {
            attachment.listener().messagesAvailable();
        }
        return read.batch();
    }

    private void release(JdbcAttachment attachment, String note) {
        database.transaction(sql -> {
            int released = sql.update(
                    "UPDATE faye_session SET process = NULL WHERE id = ? AND attachment = ? AND process IS NOT NULL",
                    attachment.client(),
                    attachment.id());
            return released == 0
                    ? 0
                    : sql.update(
                            "INSERT INTO faye_notice (attachment, kind, note, written) VALUES (?, 'RELEASED', ?, "
                                    + NOW + ")",
                            attachment.id(),
                            note);
        });
        listeners.remove(attachment.id());
    }

    private record JdbcAttachment(
            Attachments all,
            ClientId client,
            String id,
            AttachmentListener listener,
            Map<String, String> attributes,
            Optional<String> note)
            implements BlockingAttachment {

        @Override
        public Batch read(long after, int maxMessages, int maxBytes) {
            return all.read(this, after, maxMessages, maxBytes);
        }

        @Override
        public void acknowledge(long upTo) {
            all.database.transaction(sql -> Queues.acknowledge(sql, client, upTo));
        }

        @Override
        public void release(String left) {
            all.release(this, left);
        }
    }
}
