package com.example.faye.jdbc;

import static com.example.faye.jdbc.Sql.NOW;

import io.faye.protocol.ClientId;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * Finds sessions that were not pinged, and says that this process is alive. During an outage of the database no client
 * can ping and no process can sweep, so a time in which no process swept does not count.
 */
final class Sweeper {

    private static final long MAX_PAUSE_MILLIS = 1_000;
    private static final long KEPT_MILLIS = Duration.ofHours(1).toMillis();

    private final Database database;
    private final String process;
    private final long timeout;

    Sweeper(Database database, String process, Duration timeout) {
        this.database = database;
        this.process = process;
        this.timeout = timeout.toMillis();
    }

    Duration pause() {
        return Duration.ofMillis(Math.max(1, Math.min(timeout / 8, MAX_PAUSE_MILLIS)));
    }

    /** Sessions that were last pinged before a time of the database. */
    record Expired(long before, List<ClientId> sessions) {}

    Expired sweep() {
        return database.transaction(sql -> {
            // A ping counts from its commit, which may be a little later than the time that it read.
            long before = beat(sql) - 2 * timeout - timeout / 8;
            sql.update("DELETE FROM faye_notice WHERE written < " + NOW + " - ?", KEPT_MILLIS);
            sql.update("DELETE FROM faye_process WHERE seen < " + NOW + " - ?", KEPT_MILLIS);
            return new Expired(
                    before, sql.list("SELECT id FROM faye_session WHERE pinged < ?", Sql::client, before));
        });
    }

    static boolean isExpired(Sql sql, ClientId client, long before) throws SQLException {
        return sql.exists("SELECT id FROM faye_session WHERE id = ? AND pinged < ?", client, before);
    }

    /** {@return the time} The lock lets one process at a time add what did not count. */
    private long beat(Sql sql) throws SQLException {
        if (unswept(sql) > timeout / 2) {
            Queues.nextNumber(sql);
            long unswept = unswept(sql);
            if (unswept > timeout / 2) {
                sql.update("UPDATE faye_session SET pinged = LEAST(pinged + ?, " + NOW + ")", unswept);
            }
        }
        if (sql.update("UPDATE faye_process SET seen = " + NOW + " WHERE id = ?", process) == 0) {
            sql.update("INSERT INTO faye_process (id, seen) VALUES (?, " + NOW + ")", process);
        }
        return sql.number("SELECT seen FROM faye_process WHERE id = ?", process);
    }

    private static long unswept(Sql sql) throws SQLException {
        return sql.number("SELECT " + NOW + " - COALESCE(MAX(seen), " + NOW + ") FROM faye_process");
    }
}
