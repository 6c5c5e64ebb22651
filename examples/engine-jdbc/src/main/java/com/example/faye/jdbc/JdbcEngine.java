package com.example.faye.jdbc;

import static com.example.faye.jdbc.Sql.NOW;

import com.example.faye.jdbc.Attachments.Reader;
import io.faye.engine.AttachmentListener;
import io.faye.engine.Change;
import io.faye.engine.EngineException;
import io.faye.engine.EngineLimits;
import io.faye.engine.LimitReachedException;
import io.faye.engine.QueueLimits.Policy;
import io.faye.engine.SessionPage;
import io.faye.engine.support.BlockingAttachment;
import io.faye.engine.support.BlockingContext;
import io.faye.engine.support.BlockingEngine;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.protocol.Message;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Keeps everything but the listeners in the database, so that any process can serve any session. */
final class JdbcEngine implements BlockingEngine {

    private final Database database;
    private final BlockingContext context;
    private final EngineLimits limits;
    private final Attachments attachments;
    private final Sweeper sweeper;

    JdbcEngine(Database database, BlockingContext context, Duration poll) {
        String process = UUID.randomUUID().toString();
        this.database = database;
        this.context = context;
        this.limits = context.limits();
        this.attachments = new Attachments(database, process, context);
        this.sweeper = new Sweeper(database, process, context.timeout());
        sweep();
        context.every(poll, attachments::poll);
        context.every(sweeper.pause(), this::sweep);
    }

    /** Counts the sessions with the lock of {@link Queues#nextNumber}, so that two processes do not both add the last. */
    @Override
    public void createClient(ClientId client, Map<String, String> attributes) {
        boolean created = database.transaction(sql -> {
            Queues.nextNumber(sql);
            if (sql.number("SELECT COUNT(*) FROM faye_session") >= limits.maxSessions()) {
                return false;
            }
            sql.update("INSERT INTO faye_session (id, pinged) VALUES (?, " + NOW + ")", client);
            for (Map.Entry<String, String> attribute : attributes.entrySet()) {
                insertAttribute(sql, client, attribute.getKey(), attribute.getValue());
            }
            return true;
        });
        if (!created) {
            throw new LimitReachedException("The service has " + limits.maxSessions() + " sessions");
        }
    }

    private static void insertAttribute(Sql sql, ClientId client, String name, String value) throws SQLException {
        sql.update("INSERT INTO faye_attribute (session, name, content) VALUES (?, ?, ?)", client, name, value);
    }

    @Override
    public Optional<BlockingAttachment> attach(ClientId client, AttachmentListener listener) {
        return attachments.attach(client, listener);
    }

    @Override
    public boolean ping(ClientId client) {
        return database.transaction(
                sql -> sql.update("UPDATE faye_session SET pinged = " + NOW + " WHERE id = ?", client) > 0);
    }

    @Override
    public Optional<Map<String, String>> attributes(ClientId client) {
        return database.transaction(sql -> attributes(sql, client));
    }

    static Optional<Map<String, String>> attributes(Sql sql, ClientId client) throws SQLException {
        return Optional.ofNullable(select(sql, "WHERE s.id = ?", client).get(client));
    }

    private static Map<ClientId, Map<String, String>> select(Sql sql, String which, Object... arguments)
            throws SQLException {
        Map<ClientId, Map<String, String>> found = new LinkedHashMap<>();
        Sql.Row<ClientId> collect = row -> {
            ClientId client = Sql.client(row);
            Map<String, String> attributes = found.computeIfAbsent(client, key -> new LinkedHashMap<>());
            if (row.getString(2) != null) {
                attributes.put(row.getString(2), row.getString(3));
            }
            return client;
        };
        sql.list(
                "SELECT s.id, a.name, a.content FROM faye_session s LEFT JOIN faye_attribute a ON a.session = s.id "
                        + which,
                collect,
                arguments);
        return found;
    }

    @Override
    public Change setAttribute(ClientId client, String name, String value) {
        return change(client, sql -> {
            if (value.equals(attributes(sql, client).orElseThrow().get(name))) {
                return Change.UNCHANGED;
            }
            sql.update("DELETE FROM faye_attribute WHERE session = ? AND name = ?", client, name);
            insertAttribute(sql, client, name, value);
            return Change.CHANGED;
        });
    }

    @Override
    public Change removeAttribute(ClientId client, String name) {
        return change(client, sql -> changed(
                sql.update("DELETE FROM faye_attribute WHERE session = ? AND name = ?", client, name)));
    }

    @Override
    public Change subscribe(ClientId client, ChannelPattern pattern) {
        return change(client, sql -> {
            Set<ChannelPattern> held = patterns(sql, client);
            if (held.contains(pattern)) {
                return Change.UNCHANGED;
            }
            if (held.size() >= limits.maxSubscriptions()) {
                return Change.LIMIT_REACHED;
            }
            return changed(
                    sql.update("INSERT INTO faye_subscription (session, pattern) VALUES (?, ?)", client, pattern));
        });
    }

    private static Set<ChannelPattern> patterns(Sql sql, ClientId client) throws SQLException {
        return new LinkedHashSet<>(sql.list(
                "SELECT pattern FROM faye_subscription WHERE session = ?",
                row -> ChannelPattern.of(row.getString(1)),
                client));
    }

    @Override
    public Change unsubscribe(ClientId client, ChannelPattern pattern) {
        return change(client, sql -> changed(
                sql.update("DELETE FROM faye_subscription WHERE session = ? AND pattern = ?", client, pattern)));
    }

    private static Change changed(int rows) {
        return rows > 0 ? Change.CHANGED : Change.UNCHANGED;
    }

    /** Changes a session that cannot end meanwhile. */
    private Change change(ClientId client, Database.Work<Change> work) {
        return database.transaction(
                sql -> Attachments.lock(sql, client).isPresent() ? work.in(sql) : Change.UNKNOWN_CLIENT);
    }

    private record Published(boolean publisherLives, List<Ended> overflowed) {}

    @Override
    public boolean publish(Message message) {
        Published published = database.transaction(sql -> publish(sql, message));
        published.overflowed().forEach(this::endedUnasked);
        return published.publisherLives();
    }

    private Published publish(Sql sql, Message message) throws SQLException {
        Optional<ClientId> publisher = message.clientId();
        boolean lives = publisher.isPresent()
                && sql.exists("SELECT id FROM faye_session WHERE id = ?", publisher.get());
        List<Ended> overflowed = new ArrayList<>();
        for (ClientId client : Queues.publish(sql, message, limits.queue())) {
            if (limits.queue().policy() == Policy.DROP_OLDEST) {
                Queues.dropOldest(sql, client, limits.queue());
            } else {
                end(sql, client).ifPresent(overflowed::add);
            }
        }
        return new Published(lives, overflowed);
    }

    /** A session that a transaction has ended: what to tell after the commit. */
    private record Ended(ClientId client, Set<ChannelPattern> patterns, Reader reader) {}

    @Override
    public Optional<Set<ChannelPattern>> destroyClient(ClientId client) {
        Optional<Ended> ended = database.transaction(sql -> end(sql, client));
        ended.flatMap(end -> end.reader().attachment()).ifPresent(attachments::ended);
        return ended.map(Ended::patterns);
    }

    /** Of several callers, in any process, one ends the session. */
    private Optional<Ended> end(Sql sql, ClientId client) throws SQLException {
        Optional<Reader> reader = Attachments.lock(sql, client);
        if (reader.isEmpty()) {
            return Optional.empty();
        }
        Ended ended = new Ended(client, patterns(sql, client), reader.get());
        attachments.notifyReader(sql, reader.get(), "ENDED");
        sql.update("DELETE FROM faye_session WHERE id = ?", client);
        return Optional.of(ended);
    }

    private void sweep() {
        Sweeper.Expired expired = sweeper.sweep();
        for (ClientId client : expired.sessions()) {
            Optional<Ended> ended = database.transaction(sql ->
                    Attachments.lock(sql, client).isPresent() && Sweeper.isExpired(sql, client, expired.before())
                            ? end(sql, client)
                            : Optional.empty());
            ended.ifPresent(this::endedUnasked);
        }
    }

    private void endedUnasked(Ended ended) {
        context.clientEnded(ended.client(), ended.patterns());
        ended.reader().attachment().ifPresent(attachments::ended);
    }

    /** Sorts by id, so that sessions that begin or end between two pages displace no other. */
    @Override
    public SessionPage clients(SessionPage.Cursor cursor, int limit) {
        Map<ClientId, Map<String, String>> found = database.transaction(sql -> select(
                sql,
                "WHERE s.id IN (SELECT id FROM faye_session WHERE id > ? ORDER BY id FETCH FIRST ? ROWS ONLY)"
                        + " ORDER BY s.id",
                cursor.value(),
                limit));
        Optional<ClientId> last = found.keySet().stream().reduce((one, next) -> next);
        return new SessionPage(
                found,
                last.filter(id -> found.size() == limit).map(id -> new SessionPage.Cursor(id.toString())));
    }

    /** Writes as a publish does, and checks that this process hears of messages. */
    @Override
    public void health() {
        database.transaction(Queues::nextNumber);
        Duration age = attachments.lastPoll();
        if (age.compareTo(context.operationTimeout()) > 0) {
            throw new EngineException("The engine has not found out about new messages for " + age);
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
