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

    private static final long KEPT_MILLIS = Duration.ofHours(1).toMillis();

    private final String process;
    private final long timeout;
    private final long pause;

    Sweeper(String process, Duration timeout) {
        this.process = process;
        this.timeout = timeout.toMillis();
        this.pause = Math.max(1, Math.min(this.timeout / 8, 1_000));
    }

    Duration pause() {
        return Duration.ofMillis(pause);
    }

    /** {@return sessions that are to be ended now} The lock of a number lets one process at a time decide. */
    List<ClientId> sweep(Sql sql) throws SQLException {
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
        sql.update("DELETE FROM faye_process WHERE seen < " + NOW + " - ?", KEPT_MILLIS);
        sql.update("DELETE FROM faye_notice WHERE written < " + NOW + " - ?", KEPT_MILLIS);
        return expired(sql);
    }

    private static long unswept(Sql sql) throws SQLException {
        return sql.number("SELECT " + NOW + " - COALESCE(MAX(seen), " + NOW + ") FROM faye_process");
    }

    private List<ClientId> expired(Sql sql) throws SQLException {
        // A ping counts from its commit, which may be a little later than the time that it read.
        long before = sql.number("SELECT " + NOW) - 2 * timeout - timeout / 8;
        String query = "SELECT id FROM faye_session WHERE pinged < ? FETCH FIRST 100 ROWS ONLY";
        if (sql.list(query, Sql::client, before).isEmpty()) {
            return List.of();
        }
        Queues.nextNumber(sql);
        return sql.list(query + " FOR UPDATE", Sql::client, before);
    }

    boolean isAlive(Sql sql, String other) throws SQLException {
        return sql.number("SELECT COUNT(*) FROM faye_process WHERE id = ? AND seen > " + NOW + " - ?", other, 3 * pause)
                > 0;
    }
}
