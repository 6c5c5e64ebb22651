package com.example.faye.jdbc;

import io.faye.engine.EngineException;
import io.faye.protocol.Channel;
import io.faye.protocol.ClientId;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Queues messages, one at a time: so all subscribers of a channel see them in one order, and the number of a message
 * tells every process whether it has been told of it.
 */
final class Publisher {

    private final Database database;

    Publisher(Database database) {
        this.database = database;
    }

    Optional<ClientId> publish(Message message) {
        Channel channel = message.channel().orElseThrow(() -> new EngineException("A message without a channel"));
        Json json = message.forDelivery().toJson();
        return database.transaction(sql -> {
            long number = Turnstile.enter(sql);
            if (queue(sql, channel, number, json.length()) > 0) {
                sql.update("INSERT INTO faye_message (number, json) VALUES (?, ?)", number, json);
            }
            return publisher(sql, message);
        });
    }

    /** {@return for how many} */
    private static int queue(Statements sql, Channel channel, long number, int bytes) throws SQLException {
        List<Object> arguments = new ArrayList<>(List.of(bytes, number));
        arguments.addAll(channel.patterns());
        String patterns = "?" + ", ?".repeat(channel.patterns().size() - 1);
        int subscribers = sql.update(
                "UPDATE faye_session SET queued = queued + 1, bytes = bytes + ?, number = ? WHERE id IN"
                        + " (SELECT session FROM faye_subscription WHERE pattern IN (" + patterns + "))",
                arguments.toArray());
        if (subscribers > 0) {
            sql.update(
                    "INSERT INTO faye_queue (session, place, number, bytes)"
                            + " SELECT id, queued, number, ? FROM faye_session WHERE number = ?",
                    bytes,
                    number);
        }
        return subscribers;
    }

    private static Optional<ClientId> publisher(Statements sql, Message message) throws SQLException {
        Optional<ClientId> named = message.clientId();
        return named.isPresent() && Sessions.exists(sql, named.get()) ? named : Optional.empty();
    }
}
