package com.example.faye.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.faye.engine.Batch;
import io.faye.engine.QueueLimits;
import io.faye.protocol.ClientId;
import io.faye.protocol.Message;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What waits for each session. */
final class Queues {

    /** Who wants more reads again; so many fit into memory whatever their length. */
    private static final int MOST_AT_ONCE = 500;

    private final Database database;
    private final Readers readers;

    Queues(Database database, Readers readers) {
        this.database = database;
        this.readers = readers;
    }

    /**
     * What was read.
     *
     * @param more whether the batch is shorter than asked for, and yet more is there
     */
    record Read(Batch batch, boolean more) {}

    private record Row(long place, Message message) {}

    Read read(ClientId client, long after, int maxMessages, int maxBytes) {
        int most = Math.min(maxMessages, MOST_AT_ONCE);
        return database.transaction(sql -> {
            if (!readers.reads(sql, client)) {
                return new Read(new Batch(List.of(), after), false);
            }
            List<Row> rows = rows(sql, client, after, most + 1);
            if (rows.isEmpty()) {
                return new Read(new Batch(List.of(), Math.max(after, acknowledged(sql, client))), false);
            }
            int count = fitting(rows, most, maxBytes);
            List<Message> messages = new ArrayList<>();
            rows.subList(0, count).forEach(row -> messages.add(row.message()));
            boolean more = count < rows.size() && count < maxMessages;
            return new Read(new Batch(List.copyOf(messages), rows.get(count - 1).place()), more);
        });
    }

    private static List<Row> rows(Statements sql, ClientId client, long after, int most) throws SQLException {
        return sql.all(
                "SELECT q.place, m.json FROM faye_queue q JOIN faye_message m ON m.number = q.number"
                        + " WHERE q.session = ? AND q.place > ? ORDER BY q.place FETCH FIRST ? ROWS ONLY",
                row -> new Row(row.getLong(1), Message.parse(row.getString(2).getBytes(UTF_8))),
                client,
                after,
                most);
    }

    private static int fitting(List<Row> rows, int most, int maxBytes) {
        long bytes = 0;
        int count = 0;
        while (count < Math.min(rows.size(), most)) {
            bytes += rows.get(count).message().toJson().length();
            if (bytes > maxBytes && count > 0) {
                return count;
            }
            count++;
        }
        return count;
    }

    private static long acknowledged(Statements sql, ClientId client) throws SQLException {
        return sql.number("SELECT acknowledged FROM faye_session WHERE id = ?", client);
    }

    void acknowledge(ClientId client, long upTo) {
        database.transaction(sql -> {
            if (Sessions.lock(sql, client)) {
                forget(sql, client, upTo);
            }
            return null;
        });
    }

    private static void forget(Statements sql, ClientId client, long upTo) throws SQLException {
        int changed = sql.update(
                "UPDATE faye_session SET acknowledged = ?, bytes = bytes -"
                        + " (SELECT COALESCE(SUM(bytes), 0) FROM faye_queue WHERE session = ? AND place <= ?)"
                        + " WHERE id = ? AND acknowledged < ? AND queued >= ?",
                upTo,
                client,
                upTo,
                client,
                upTo,
                upTo);
        if (changed > 0) {
            sql.update("DELETE FROM faye_queue WHERE session = ? AND place <= ?", client, upTo);
        }
    }

    /** Drops the oldest messages until the rest is within the limits: as if they were acknowledged. */
    void trim(ClientId client, QueueLimits limits) {
        database.transaction(sql -> {
            if (Sessions.lock(sql, client)) {
                forget(sql, client, lastTooMany(sql, client, limits));
            }
            return null;
        });
    }

    private static long lastTooMany(Statements sql, ClientId client, QueueLimits limits) throws SQLException {
        return sql.number(
                "SELECT COALESCE(MAX(place), 0) FROM (SELECT place,"
                        + " COUNT(*) OVER (ORDER BY place DESC) AS messages,"
                        + " SUM(bytes) OVER (ORDER BY place DESC) AS length"
                        + " FROM faye_queue WHERE session = ?) AS queue WHERE messages > ? OR length > ?",
                client,
                limits.maxMessages(),
                limits.maxBytes());
    }
}
