package com.example.faye.jdbc;

import static com.example.faye.jdbc.Sql.NOW;

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
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/** Keeps everything but the listeners in the database, so that any process can serve any session. */
final class JdbcEngine implements BlockingEngine {

    private static final Duration BETWEEN_POLLS = Duration.ofMillis(25);

    private final Database database;
    private final BlockingContext context;
    private final EngineLimits limits;
    private final Attachments attachments;
    private final Sweeper sweeper;

    JdbcEngine(Database database, BlockingContext context) {
        String process = UUID.randomUUID().toString();
        this.database = database;
        this.context = context;
        this.limits = context.limits();
        this.sweeper = new Sweeper(process, context.timeout());
        this.attachments = new Attachments(database, sweeper, process, context.operationTimeout());
        sweep();
        context.every(BETWEEN_POLLS, attachments::poll);
        context.every(sweeper.pause(), this::sweep);
    }

    /** Counts with the lock of {@link Queues#nextNumber}, so that two processes do not both create the last session. */
    @Override
    public void createClient(ClientId client, Map<String, String> attributes) {
        int created = database.transaction(sql -> {
            Queues.nextNumber(sql);
            return sql.update(
                    "INSERT INTO faye_session (id, attributes, pinged) SELECT ?, ?, " + NOW
                            + " WHERE (SELECT COUNT(*) FROM faye_session) < ?",
                    client, Json.of(attributes), limits.maxSessions());
        });
        if (created == 0) {
            throw new LimitReachedException("The service has " + limits.maxSessions() + " sessions");
        }
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
        return database.transaction(sql -> sql.first(
                "SELECT attributes FROM faye_session WHERE id = ?",
                row -> Session.attributes(row.getString(1)),
                client));
    }

    @Override
    public Change setAttribute(ClientId client, String name, String value) {
        return change(client, (sql, session) -> {
            boolean unchanged = value.equals(session.attributes().put(name, value));
            return unchanged ? Change.UNCHANGED : storeAttributes(sql, client, session);
        });
    }

    @Override
    public Change removeAttribute(ClientId client, String name) {
        return change(client, (sql, session) -> {
            boolean unchanged = session.attributes().remove(name) == null;
            return unchanged ? Change.UNCHANGED : storeAttributes(sql, client, session);
        });
    }

    private static Change storeAttributes(Sql sql, ClientId client, Session session) throws SQLException {
        sql.update("UPDATE faye_session SET attributes = ? WHERE id = ?", Json.of(session.attributes()), client);
        return Change.CHANGED;
    }

    @Override
    public Change subscribe(ClientId client, ChannelPattern pattern) {
        return change(client, (sql, session) -> {
            Set<ChannelPattern> held = Session.patterns(sql, client);
            if (held.contains(pattern)) {
                return Change.UNCHANGED;
            }
            if (held.size() >= limits.maxSubscriptions()) {
                return Change.LIMIT_REACHED;
            }
            sql.update("INSERT INTO faye_subscription (session, pattern) VALUES (?, ?)", client, pattern);
            return Change.CHANGED;
        });
    }

    @Override
    public Change unsubscribe(ClientId client, ChannelPattern pattern) {
        return change(client, (sql, session) -> {
            int held = sql.update("DELETE FROM faye_subscription WHERE session = ? AND pattern = ?", client, pattern);
            return held > 0 ? Change.CHANGED : Change.UNCHANGED;
        });
    }

    private interface Work {
        Change in(Sql sql, Session session) throws SQLException;
    }

    /** Changes a session, which cannot end meanwhile. */
    private Change change(ClientId client, Work work) {
        return database.transaction(sql -> {
            Optional<Session> session = Session.lock(sql, client);
            return session.isPresent() ? work.in(sql, session.get()) : Change.UNKNOWN_CLIENT;
        });
    }

    @Override
    public boolean publish(Message message) {
        return database.transaction(sql -> {
            boolean lives = message.clientId().isPresent() && exists(sql, message.clientId().get());
            for (ClientId client : Queues.publish(sql, message, limits.queue())) {
                if (limits.queue().policy() == Policy.DROP_OLDEST) {
                    Queues.dropOldest(sql, client, limits.queue());
                } else {
                    endUnasked(sql, client);
                }
            }
            return lives;
        });
    }

    private static boolean exists(Sql sql, ClientId client) throws SQLException {
        return !sql.texts("SELECT id FROM faye_session WHERE id = ?", client).isEmpty();
    }

    @Override
    public Optional<Set<ChannelPattern>> destroyClient(ClientId client) {
        return database.transaction(sql -> end(sql, client, patterns -> {}));
    }

    private void endUnasked(Sql sql, ClientId client) throws SQLException {
        end(sql, client, patterns -> context.clientEnded(client, patterns));
    }

    /** Ends a session. Of several callers, in any process, one gets the subscriptions, and tells them to somebody. */
    private Optional<Set<ChannelPattern>> end(Sql sql, ClientId client, Consumer<Set<ChannelPattern>> afterCommit)
            throws SQLException {
        Optional<Session> session = Session.lock(sql, client);
        if (session.isEmpty()) {
            return Optional.empty();
        }
        Set<ChannelPattern> patterns = Session.patterns(sql, client);
        attachments.notifyReader(sql, session.get(), "ENDED");
        sql.update("DELETE FROM faye_session WHERE id = ?", client);
        sql.afterCommit(() -> {
            afterCommit.accept(patterns);
            session.get().attachment().ifPresent(attachments::ended);
        });
        return Optional.of(patterns);
    }

    private void sweep() {
        database.transaction(sql -> {
            for (ClientId client : sweeper.sweep(sql)) {
                endUnasked(sql, client);
            }
            return null;
        });
    }

    /** Sorts by id, so that sessions that begin or end between two pages displace no other. */
    @Override
    public SessionPage clients(SessionPage.Cursor cursor, int limit) {
        Map<ClientId, Map<String, String>> found = new LinkedHashMap<>();
        List<ClientId> ids = database.transaction(sql -> sql.list(
                "SELECT id, attributes FROM faye_session WHERE id > ? ORDER BY id FETCH FIRST ? ROWS ONLY",
                row -> {
                    found.put(Sql.client(row), Session.attributes(row.getString(2)));
                    return Sql.client(row);
                },
                cursor.value(),
                limit));
        boolean isLast = ids.size() < limit;
        return new SessionPage(
                found, isLast ? Optional.empty() : Optional.of(new SessionPage.Cursor(ids.get(limit - 1).toString())));
    }

    /** Writes as a publish does, and checks that this process finds out about messages. */
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
