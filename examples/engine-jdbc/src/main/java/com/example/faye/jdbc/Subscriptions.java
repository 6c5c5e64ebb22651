package com.example.faye.jdbc;

import io.faye.engine.Engine.Change;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Set;

/** Who is subscribed to what. */
final class Subscriptions {

    private final Database database;

    Subscriptions(Database database) {
        this.database = database;
    }

    Change add(ClientId client, ChannelPattern pattern) {
        return change(
                client,
                sql -> sql.update(
                        "INSERT INTO faye_subscription (session, pattern) SELECT ?, ? WHERE NOT EXISTS"
                                + " (SELECT 1 FROM faye_subscription WHERE session = ? AND pattern = ?)",
                        client,
                        pattern,
                        client,
                        pattern));
    }

    Change remove(ClientId client, ChannelPattern pattern) {
        return change(
                client,
                sql -> sql.update("DELETE FROM faye_subscription WHERE session = ? AND pattern = ?", client, pattern));
    }

    private Change change(ClientId client, Database.Work<Integer> statement) {
        return database.transaction(sql -> {
            if (!Sessions.lock(sql, client)) {
                return Change.UNKNOWN_CLIENT;
            }
            return statement.in(sql) > 0 ? Change.CHANGED : Change.UNCHANGED;
        });
    }

    static Set<ChannelPattern> of(Statements sql, ClientId client) throws SQLException {
        return new LinkedHashSet<>(sql.all(
                "SELECT pattern FROM faye_subscription WHERE session = ?",
                row -> ChannelPattern.of(row.getString(1)),
                client));
    }
}
