package com.example.faye.jdbc;

import static com.example.faye.jdbc.Statements.NOW;

import io.faye.protocol.ClientId;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

/** Which process reads for a session: the one that attached last. */
final class Readers {

    private final Database database;
    private final String process;

    Readers(Database database, String process) {
        this.database = database;
        this.process = process;
    }

    Optional<Map<String, String>> attach(ClientId client) {
        return database.transaction(sql ->
                attachOwn(sql, client) || takeOver(sql, client) ? Sessions.attributes(sql, client) : Optional.empty());
    }

    private boolean attachOwn(Statements sql, ClientId client) throws SQLException {
        return sql.update(
                        "UPDATE faye_session SET reader = ?, pinged = " + NOW
                                + " WHERE id = ? AND (reader IS NULL OR reader = ?)",
                        process,
                        client,
                        process)
                > 0;
    }

    private boolean takeOver(Statements sql, ClientId client) throws SQLException {
        if (!Sessions.exists(sql, client)) {
            return false;
        }
        long number = Turnstile.enter(sql);
        if (!Sessions.lock(sql, client)) {
            return false;
        }
        Notices.moved(sql, number, client);
        return sql.update("UPDATE faye_session SET reader = ?, pinged = " + NOW + " WHERE id = ?", process, client) > 0;
    }

    /** The condition keeps a late release from undoing what another process has attached since. */
    void release(ClientId client) {
        database.transaction(sql ->
                sql.update("UPDATE faye_session SET reader = NULL WHERE id = ? AND reader = ?", client, process));
    }

    boolean reads(ClientId client) {
        return database.transaction(sql -> reads(sql, client));
    }

    boolean reads(Statements sql, ClientId client) throws SQLException {
        return sql.first("SELECT id FROM faye_session WHERE id = ? AND reader = ?", row -> true, client, process)
                .isPresent();
    }
}
