package com.example.faye.jdbc;

import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.protocol.Json;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A session in a transaction: its newest attachment, the process that reads with it, and its attributes. */
record Session(Optional<String> attachment, Optional<String> process, Map<String, String> attributes) {

    /** {@return the session, if it exists} No other transaction changes or ends it until this one has ended. */
    static Optional<Session> lock(Sql sql, ClientId client) throws SQLException {
        return sql.first(
                "SELECT attachment, process, attributes FROM faye_session WHERE id = ? FOR UPDATE",
                row -> new Session(
                        Optional.ofNullable(row.getString(1)), Optional.ofNullable(row.getString(2)),
                        attributes(row.getString(3))),
                client);
    }

    boolean isReadBy(String aProcess) {
        return process.equals(Optional.of(aProcess));
    }

    static Map<String, String> attributes(String json) {
        Map<String, String> attributes = new HashMap<>();
        Json.parse(json).fields().forEach((name, value) -> attributes.put(name, value.asString().orElse("")));
        return attributes;
    }

    static Set<ChannelPattern> patterns(Sql sql, ClientId client) throws SQLException {
        return sql.texts("SELECT pattern FROM faye_subscription WHERE session = ?", client).stream()
                .map(ChannelPattern::of)
                .collect(Collectors.toSet());
    }
}
