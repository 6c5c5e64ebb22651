package com.example.faye.jdbc;

import io.faye.engine.QueueLimits;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Ends sessions. Of many who try, in whatever process, one gets the subscriptions, for they are there once. */
final class Endings {

    /** More messages or bytes wait than two arguments allow. */
    static final String EXCEEDED = "queued - acknowledged > ? OR bytes > ?";

    private final Database database;
    private final String process;

    Endings(Database database, String process) {
        this.database = database;
        this.process = process;
    }

    Optional<Set<ChannelPattern>> end(ClientId client) {
        return end(client, "TRUE");
    }

    /** Ends it if it was not pinged since. */
    Optional<Set<ChannelPattern>> expire(ClientId client, long since) {
        return end(client, "pinged < ?", since);
    }

    /** Ends it if more waits for it than may. */
    Optional<Set<ChannelPattern>> overflow(ClientId client, QueueLimits limits) {
        return end(client, EXCEEDED, limits.maxMessages(), limits.maxBytes());
    }

    private Optional<Set<ChannelPattern>> end(ClientId client, String condition, Object... arguments) {
        return database.transaction(sql -> {
            if (!Sessions.exists(sql, client)) {
                return Optional.empty();
            }
            long number = Turnstile.enter(sql);
            if (!Sessions.lock(sql, client) || !holds(sql, client, condition, arguments)) {
                return Optional.empty();
            }
            Set<ChannelPattern> patterns = Subscriptions.of(sql, client);
            sql.update("DELETE FROM faye_session WHERE id = ?", client);
            Notices.ended(sql, number, client, process);
            return Optional.of(patterns);
        });
    }

    static boolean holds(Statements sql, ClientId client, String condition, Object... arguments) throws SQLException {
        List<Object> all = new ArrayList<>(List.of(client));
        all.addAll(List.of(arguments));
        return sql.first("SELECT id FROM faye_session WHERE id = ? AND (" + condition + ")", row -> true, all.toArray())
                .isPresent();
    }
}
