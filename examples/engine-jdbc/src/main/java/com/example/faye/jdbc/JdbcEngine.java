package com.example.faye.jdbc;

import static com.example.faye.jdbc.Database.NOW;

import com.example.faye.jdbc.Database.Row;
import com.example.faye.jdbc.Database.Sql;
import io.faye.engine.AttachmentListener;
import io.faye.engine.Change;
import io.faye.engine.LimitReachedException;
import io.faye.engine.QueueLimits;
import io.faye.engine.SessionPage;
import io.faye.engine.SessionPage.Cursor;
import io.faye.engine.support.BlockingAttachment;
import io.faye.engine.support.BlockingContext;
import io.faye.engine.support.BlockingEngine;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** Keeps everything but the listeners in the database, so that any process can serve any session. */
final class JdbcEngine implements BlockingEngine {

    private static final Duration BETWEEN_POLLS = Duration.ofMillis(25);
    private static final long KEPT_MILLIS = Duration.ofHours(1).toMillis();

    private final Database database;
    private final BlockingContext context;
    private final String process = UUID.randomUUID().toString();
    private final Attachments attachments;

    JdbcEngine(Database database, BlockingContext context) {
        this.database = database;
        this.context = context;
        this.attachments = new Attachments(database, process, context);
        sweep();
        context.every(BETWEEN_POLLS, attachments::poll);
        context.every(betweenSweeps(context), this::sweep);
    }

    static Duration betweenSweeps(BlockingContext context) {
        return Duration.ofMillis(Math.max(1, Math.min(context.timeout().toMillis() / 8, 1_000)));
    }

    /** Counts with the lock of {@link Queues#nextNumber}, so that two processes do not both create the last session. */
    @Override
    public void createClient(ClientId client, Map<String, String> attributes) {
        int created = database.transaction(sql -> {
            Queues.nextNumber(sql);
            return sql.update(
                    "INSERT INTO faye_session (id, attributes, pinged) SELECT ?, ?, " + NOW
                            + " WHERE (SELECT COUNT(*) FROM faye_session) < ?",
                    client, Json.of(attributes), context.limits().maxSessions());
        });
        if (created == 0) {
            throw new LimitReachedException("The service has " + context.limits().maxSessions() + " sessions");
        }
    }

    @Override
    public Optional<BlockingAttachment> attach(ClientId client, AttachmentListener listener) {
        return attachments.attach(client, listener);
    }

    @Override
    public boolean ping(ClientId client) {
        String ping = "UPDATE faye_session SET pinged = " + NOW + " WHERE id = ?";
        return database.transaction(sql -> sql.update(ping, client) > 0);
    }

    @Override
    public Optional<Map<String, String>> attributes(ClientId client) {
        String query = "SELECT attributes FROM faye_session WHERE id = ?";
        return database.transaction(sql -> sql.first(query, row -> attributes(row.getString(1)), client));
    }

    private static Map<String, String> attributes(String json) {
        Map<String, String> attributes = new HashMap<>();
        Json.parse(json).fields().forEach((name, value) -> attributes.put(name, value.asString().orElse("")));
        return attributes;
    }

    @Override
    public Change setAttribute(ClientId client, String name, String value) {
        return changeAttributes(client, attributes -> !value.equals(attributes.put(name, value)));
    }

    @Override
    public Change setAttributeIfAbsent(ClientId client, String name, String value) {
        return changeAttributes(client, attributes -> attributes.putIfAbsent(name, value) == null);
    }

    @Override
    public Change removeAttribute(ClientId client, String name) {
        return changeAttributes(client, attributes -> attributes.remove(name) != null);
    }

    private Change changeAttributes(ClientId client, Predicate<Map<String, String>> change) {
        String store = "UPDATE faye_session SET attributes = ? WHERE id = ?";
        return change(client, (sql, session) -> change.test(session.attributes())
                && sql.update(store, Json.of(session.attributes()), client) > 0 ? Change.CHANGED : Change.UNCHANGED);
    }

    @Override
    public Change subscribe(ClientId client, ChannelPattern pattern) {
        return change(client, (sql, session) -> {
            Set<ChannelPattern> held = patterns(sql, client);
            if (held.contains(pattern)) {
                return Change.UNCHANGED;
            }
            if (held.size() >= context.limits().maxSubscriptions()) {
                return Change.LIMIT_REACHED;
            }
            sql.update("INSERT INTO faye_subscription (session, pattern) VALUES (?, ?)", client, pattern);
            return Change.CHANGED;
        });
    }

    @Override
    public Change unsubscribe(ClientId client, ChannelPattern pattern) {
        String delete = "DELETE FROM faye_subscription WHERE session = ? AND pattern = ?";
        return change(client, (sql, session) ->
                sql.update(delete, client, pattern) > 0 ? Change.CHANGED : Change.UNCHANGED);
    }

    @Override
    public Optional<Set<ChannelPattern>> subscriptions(ClientId client) {
        String exists = "SELECT 1 FROM faye_session WHERE id = ?";
        return database.transaction(sql -> sql.first(exists, row -> row.getInt(1), client).isPresent()
                ? Optional.of(patterns(sql, client))
                : Optional.empty());
    }

    private static Set<ChannelPattern> patterns(Sql sql, ClientId client) throws SQLException {
        String query = "SELECT pattern FROM faye_subscription WHERE session = ?";
        return Set.copyOf(sql.list(query, row -> ChannelPattern.of(row.getString(1)), client));
    }

    /** A session that no other transaction can change or end until this one has ended. */
    record Session(Optional<String> attachment, Map<String, String> attributes) {

        static Optional<Session> lock(Sql sql, ClientId client) throws SQLException {
            Row<Session> session = row ->
                    new Session(Optional.ofNullable(row.getString(1)), JdbcEngine.attributes(row.getString(2)));
            String query = "SELECT attachment, attributes FROM faye_session WHERE id = ? FOR UPDATE";
            return sql.first(query, session, client);
        }
    }

    private interface Work {
        Change in(Sql sql, Session session) throws SQLException;
    }

    private Change change(ClientId client, Work work) {
        return database.transaction(sql -> {
            Optional<Session> session = Session.lock(sql, client);
            return session.isPresent() ? work.in(sql, session.get()) : Change.UNKNOWN_CLIENT;
        });
    }

    @Override
    public boolean publish(Message message) {
        return database.transaction(sql -> {
            String publisher = message.clientId().map(ClientId::toString).orElse("");
            boolean lives = !sql.texts("SELECT id FROM faye_session WHERE id = ?", publisher).isEmpty();
            QueueLimits limits = context.limits().queue();
            for (ClientId client : Queues.publish(sql, message, limits)) {
                if (limits.policy() == QueueLimits.Policy.DROP_OLDEST) {
                    Queues.dropOldest(sql, client, limits);
                } else {
                    end(sql, client, context::clientEnded);
                }
            }
            return lives;
        });
    }

    @Override
    public Optional<Set<ChannelPattern>> destroyClient(ClientId client) {
        return database.transaction(sql -> end(sql, client, (ended, patterns) -> {}));
    }

    /** Ends a session. Of several callers, in any process, one gets the subscriptions. */
    private Optional<Set<ChannelPattern>> end(Sql sql, ClientId client, BiConsumer<ClientId, Set<ChannelPattern>> ended)
            throws SQLException {
        Optional<Session> session = Session.lock(sql, client);
        if (session.isEmpty()) {
            return Optional.empty();
        }
        Set<ChannelPattern> patterns = patterns(sql, client);
        attachments.notifyReader(sql, client, "ENDED");
        sql.update("DELETE FROM faye_session WHERE id = ?", client);
        sql.afterCommit.add(() -> {
            ended.accept(client, patterns);
            session.get().attachment().ifPresent(attachments::ended);
        });
        return Optional.of(patterns);
    }

    /** Ends sessions that were not pinged, each in a transaction of its own. */
    private void sweep() {
        long timeout = context.timeout().toMillis();
        // A ping counts from its commit, which may be a little later than the time that it read.
        long before = database.transaction(sql -> beat(sql, timeout)) - 2 * timeout - timeout / 8;
        String query = "SELECT id FROM faye_session WHERE pinged < ? FETCH FIRST ROW ONLY FOR UPDATE";
        while (database.transaction(sql -> {
            Optional<ClientId> expired = sql.first(query, JdbcEngine::client, before);
            return expired.isPresent() && end(sql, expired.get(), context::clientEnded).isPresent();
        })) {}
    }

    /**
     * Says that this process is alive. During an outage of the database no client can ping and no process can sweep, so
     * a time in which no process swept does not count. The lock lets one process at a time add it.
     */
    private long beat(Sql sql, long timeout) throws SQLException {
        String unswept = "SELECT " + NOW + " - COALESCE(MAX(seen), " + NOW + ") FROM faye_process";
        if (sql.number(unswept) > timeout / 2) {
            Queues.nextNumber(sql);
            sql.update("UPDATE faye_session SET pinged = LEAST(pinged + ?, " + NOW + ")", sql.number(unswept));
        }
        if (sql.update("UPDATE faye_process SET seen = " + NOW + " WHERE id = ?", process) == 0) {
            sql.update("INSERT INTO faye_process (id, seen) VALUES (?, " + NOW + ")", process);
        }
        sql.update("DELETE FROM faye_process WHERE seen < " + NOW + " - ?", KEPT_MILLIS);
        sql.update("DELETE FROM faye_notice WHERE written < " + NOW + " - ?", KEPT_MILLIS);
        return sql.number("SELECT " + NOW);
    }

    /** Sorts by id, so that sessions that begin or end between two pages displace no other. */
    @Override
    public SessionPage clients(Cursor cursor, int limit) {
        String query = "SELECT id, attributes FROM faye_session WHERE id > ? ORDER BY id FETCH FIRST ? ROWS ONLY";
        Map<ClientId, Map<String, String>> found = new HashMap<>();
        List<ClientId> ids = database.transaction(sql -> sql.list(query, row -> {
            found.put(client(row), attributes(row.getString(2)));
            return client(row);
        }, cursor.value(), limit));
        Optional<ClientId> last = ids.stream().skip(limit - 1).findFirst();
        return new SessionPage(found, last.map(id -> new Cursor(id.toString())));
    }

    /** {@return the id in the first column} */
    static ClientId client(ResultSet row) throws SQLException {
        return ClientId.parse(row.getString(1)).orElseThrow();
    }

    /** Writes as a publish does, and checks that this process finds out about messages. */
    @Override
    public void health() {
        database.transaction(Queues::nextNumber);
        attachments.requirePolled(context.operationTimeout());
    }

    @Override
    public void close() {
        database.close();
    }
}
