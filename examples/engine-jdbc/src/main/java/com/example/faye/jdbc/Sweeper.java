package com.example.faye.jdbc;

import static com.example.faye.jdbc.Statements.NOW;

import io.faye.engine.EngineContext;
import io.faye.engine.QueueLimits;
import io.faye.engine.QueueLimits.Policy;
import io.faye.engine.support.BlockingContext;
import io.faye.protocol.ClientId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * Ends sessions that were not pinged and queues that have grown too long, in whatever process comes first. A while in
 * which nobody swept is one in which nobody could ping, such as an outage of the database: it does not count.
 */
final class Sweeper {

    private static final long LONGEST_TICK_MILLIS = 1_000;
    private static final long NOTICES_KEPT_MILLIS = Duration.ofHours(1).toMillis();

    private final Database database;
    private final Endings endings;
    private final Queues queues;
    private final QueueLimits limits;
    private final long timeout;
    private final BlockingContext host;

    Sweeper(Database database, Endings endings, Queues queues, EngineContext context, BlockingContext host) {
        this.database = database;
        this.endings = endings;
        this.queues = queues;
        this.limits = context.queueLimits();
        this.timeout = context.timeout().toMillis();
        this.host = host;
    }

    Duration tick() {
        return Duration.ofMillis(Math.max(1, Math.min(timeout / 8, LONGEST_TICK_MILLIS)));
    }

    /** What is to be ended: sessions pinged last before a point in time, and sessions with too much in their queue. */
    private record Due(long since, List<ClientId> expired, List<ClientId> overflowing) {}

    void sweep() {
        Due due = database.transaction(this::due);
        for (ClientId client : due.expired()) {
            host.end(client, () -> endings.expire(client, due.since()));
        }
        due.overflowing().forEach(this::shorten);
    }

    private Due due(Statements sql) throws SQLException {
        long now = beat(sql);
        // A ping counts from when it is done, which may be a little after the clock was read for it.
        long since = now - 2 * timeout - timeout / 8;
        return new Due(
                since,
                sql.all("SELECT id FROM faye_session WHERE pinged < ?", Sweeper::client, since),
                sql.all(
                        "SELECT id FROM faye_session WHERE " + Endings.EXCEEDED,
                        Sweeper::client,
                        limits.maxMessages(),
                        limits.maxBytes()));
    }

    private static ClientId client(ResultSet row) throws SQLException {
        return ClientId.parse(row.getString(1)).orElseThrow();
    }

    /** {@return the time; what follows in the transaction counts by it, however long the database takes} */
    private long beat(Statements sql) throws SQLException {
        long last = sql.number("SELECT beat FROM faye_heartbeat FOR UPDATE");
        long now = sql.number("SELECT " + NOW);
        long gap = now - last;
        if (gap > timeout / 2) {
            Turnstile.enter(sql);
            sql.update("UPDATE faye_session SET pinged = ? WHERE pinged > ? AND pinged < ?", now, last, now);
            sql.update("UPDATE faye_session SET pinged = pinged + ? WHERE pinged <= ?", gap, last);
        }
        sql.update("UPDATE faye_heartbeat SET beat = ?", now);
        return now;
    }

    /** {@return whether the session is to end} */
    boolean overflows(ClientId client) {
        boolean exceeded = database.transaction(
                sql -> Endings.holds(sql, client, Endings.EXCEEDED, limits.maxMessages(), limits.maxBytes()));
        if (exceeded) {
            shorten(client);
        }
        return exceeded && limits.policy() == Policy.END_SESSION;
    }

    private void shorten(ClientId client) {
        if (limits.policy() == Policy.END_SESSION) {
            host.end(client, () -> endings.overflow(client, limits));
        } else {
            host.after(client, () -> queues.trim(client, limits));
        }
    }

    /** Removes what nobody needs any more. */
    void clean() {
        long last = database.transaction(Turnstile::last);
        database.transaction(sql -> {
            Notices.forget(sql, NOTICES_KEPT_MILLIS);
            return sql.update(
                    "DELETE FROM faye_message WHERE number <= ?"
                            + " AND NOT EXISTS (SELECT 1 FROM faye_queue WHERE faye_queue.number = faye_message.number)",
                    last);
        });
    }
}
