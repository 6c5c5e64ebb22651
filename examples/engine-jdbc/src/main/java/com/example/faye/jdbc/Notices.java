package com.example.faye.jdbc;

import static com.example.faye.jdbc.Statements.NOW;

import io.faye.protocol.ClientId;
import java.sql.SQLException;
import java.util.List;

/** What other processes are to be told. */
final class Notices {

    private static final String WRITE = "INSERT INTO faye_notice (number, kind, session, process, written) ";

    private Notices() {}

    /** What a notice is about. */
    enum Kind {
        /** The session ended in the process named, which knows. */
        ENDED,
        /** The session was taken from the process named. */
        MOVED
    }

    /** One notice. */
    record Notice(Kind kind, ClientId client) {}

    static void ended(Statements sql, long number, ClientId client, String process) throws SQLException {
        sql.update(WRITE + "VALUES (?, 'ENDED', ?, ?, " + NOW + ")", number, client, process);
    }

    /** Before it is taken; nobody is told if nobody reads for it. */
    static void moved(Statements sql, long number, ClientId client) throws SQLException {
        sql.update(
                WRITE + "SELECT ?, 'MOVED', id, reader, " + NOW
                        + " FROM faye_session WHERE id = ? AND reader IS NOT NULL",
                number,
                client);
    }

    /** None that was written while this was asked: those come the next time, and nobody is to be told twice. */
    static List<Notice> between(Statements sql, long told, long last, String process) throws SQLException {
        return sql.all(
                "SELECT kind, session FROM faye_notice WHERE number > ? AND number <= ?"
                        + " AND (kind = 'ENDED' AND process <> ? OR kind = 'MOVED' AND process = ?) ORDER BY number",
                row -> new Notice(
                        Kind.valueOf(row.getString(1)),
                        ClientId.parse(row.getString(2)).orElseThrow()),
                told,
                last,
                process,
                process);
    }

    static void forget(Statements sql, long olderThanMillis) throws SQLException {
        sql.update("DELETE FROM faye_notice WHERE written < " + NOW + " - ?", olderThanMillis);
    }
}
