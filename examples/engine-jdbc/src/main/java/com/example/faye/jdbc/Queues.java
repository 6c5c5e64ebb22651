package com.example.faye.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.example.faye.jdbc.Database.Sql;
import io.faye.engine.AttachmentListener;
import io.faye.engine.Batch;
import io.faye.engine.QueueLimits;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The queues of the sessions. Each method runs in the caller's transaction. */
final class Queues {

    /** The most messages in one batch, so that they fit into memory. */
    private static final int MAX_BATCH = 500;

    private Queues() {}

    /**
     * {@return the number of a new message} The transaction holds a lock from here to its commit, so numbers become
     * visible in their order: a process that has seen number 7 will not find a number 6 later. A database sequence does
     * not promise that. The price is one message at a time. A transaction that locks sessions too calls this first.
     */
    static long nextNumber(Sql sql) throws SQLException {
        sql.update("UPDATE faye_sequence SET number = number + 1");
        return lastNumber(sql);
    }

    /** {@return the highest number that is visible; all lower ones are visible too} */
    static long lastNumber(Sql sql) throws SQLException {
        return sql.number("SELECT number FROM faye_sequence");
    }

    /** Queues a message for each subscriber. {@return the sessions whose queue exceeds the limits now} */
    static List<ClientId> publish(Sql sql, Message message, QueueLimits limits) throws SQLException {
        long number = nextNumber(sql);
        Json json = message.forDelivery().toJson();
        Collection<ChannelPattern> patterns = message.channel().orElseThrow().patterns();
        List<Object> arguments = new ArrayList<>(List.of(json.length(), number));
        arguments.addAll(patterns);
        sql.update(
                "UPDATE faye_session SET queued = queued + 1, bytes = bytes + ?, number = ? WHERE id IN"
                        + " (SELECT session FROM faye_subscription WHERE pattern IN (?"
                        + ", ?".repeat(patterns.size() - 1) + "))",
                arguments.toArray());
        sql.update(
                "INSERT INTO faye_queue (session, position, bytes, json)"
                        + " SELECT id, queued, CAST(? AS INT), CAST(? AS VARCHAR) FROM faye_session WHERE number = ?",
                json.length(), json, number);
        return sql.list(
                "SELECT id FROM faye_session WHERE number = ? AND (queued - acknowledged > ? OR bytes > ?)",
                JdbcEngine::client, number, limits.maxMessages(), limits.maxBytes());
    }

    private record Row(long position, Message message) {}

    /** Reads after a position, which is acknowledged or higher. The listener is told if more can be read. */
    static Batch read(Sql sql, ClientId client, long after, int maxMessages, int maxBytes, AttachmentListener listener)
            throws SQLException {
        int most = Math.min(maxMessages, MAX_BATCH);
        List<Row> rows = sql.list(
                "SELECT position, json FROM faye_queue WHERE session = ? AND position > ?"
                        + " ORDER BY position FETCH FIRST ? ROWS ONLY",
                row -> new Row(row.getLong(1), Message.parse(row.getString(2).getBytes(UTF_8))),
                client, after, most + 1);
        List<Message> messages = new ArrayList<>();
        long last = after;
        long bytes = 0;
        for (Row row : rows) {
            bytes += row.message().toJson().length();
            if (messages.size() == most || bytes > maxBytes && last > after) {
                sql.afterCommit.add(listener::messagesAvailable);
                break;
            }
            messages.add(row.message());
            last = row.position();
        }
        return new Batch(messages, last);
    }

    /** {@return how many messages were removed} */
    static int acknowledge(Sql sql, ClientId client, long upTo) throws SQLException {
        int changed = sql.update(
                "UPDATE faye_session SET acknowledged = ?, bytes = bytes -"
                        + " (SELECT COALESCE(SUM(bytes), 0) FROM faye_queue WHERE session = ? AND position <= ?)"
                        + " WHERE id = ? AND acknowledged < ? AND queued >= ?",
                upTo, client, upTo, client, upTo, upTo);
        String delete = "DELETE FROM faye_queue WHERE session = ? AND position <= ?";
        return changed == 0 ? 0 : sql.update(delete, client, upTo);
    }

    /** Removes the oldest messages until the queue is within the limits, as if they were acknowledged. */
    static void dropOldest(Sql sql, ClientId client, QueueLimits limits) throws SQLException {
        long upTo = sql.number(
                "SELECT COALESCE(MAX(position), 0) FROM (SELECT position,"
                        + " COUNT(*) OVER (ORDER BY position DESC) AS messages,"
                        + " SUM(bytes) OVER (ORDER BY position DESC) AS length"
                        + " FROM faye_queue WHERE session = ?) AS queue WHERE messages > ? OR length > ?",
                client, limits.maxMessages(), limits.maxBytes());
        acknowledge(sql, client, upTo);
    }
}
