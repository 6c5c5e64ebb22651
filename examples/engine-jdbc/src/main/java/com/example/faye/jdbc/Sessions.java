package com.example.faye.jdbc;

import static com.example.faye.jdbc.Statements.NOW;

import io.faye.engine.Engine.Change;
import io.faye.engine.Page;
import io.faye.protocol.ClientId;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Sessions and their attributes. */
final class Sessions {

    private static final String WITH_ATTRIBUTES =
            "SELECT s.id, a.name, a.content FROM faye_session s LEFT JOIN faye_attribute a ON a.session = s.id ";

    private final Database database;
    private final String process;

    Sessions(Database database, String process) {
        this.database = database;
        this.process = process;
    }

    void create(ClientId client, Map<String, String> attributes) {
        database.transaction(sql -> {
            sql.update("INSERT INTO faye_session (id, reader, pinged) VALUES (?, ?, " + NOW + ")", client, process);
            for (Map.Entry<String, String> attribute : attributes.entrySet()) {
                insert(sql, client, attribute.getKey(), attribute.getValue());
            }
            return null;
        });
    }

    private static void insert(Statements sql, ClientId client, String name, String value) throws SQLException {
        sql.update("INSERT INTO faye_attribute (session, name, content) VALUES (?, ?, ?)", client, name, value);
    }

    /** {@return whether it is there; then it cannot end, nor its subscriptions or queue change, in this transaction} */
    static boolean lock(Statements sql, ClientId client) throws SQLException {
        return sql.first("SELECT id FROM faye_session WHERE id = ? FOR UPDATE", row -> true, client)
                .isPresent();
    }

    static boolean exists(Statements sql, ClientId client) throws SQLException {
        return sql.first("SELECT id FROM faye_session WHERE id = ?", row -> true, client)
                .isPresent();
    }

    boolean ping(ClientId client) {
        return database.transaction(
                sql -> sql.update("UPDATE faye_session SET pinged = " + NOW + " WHERE id = ?", client) > 0);
    }

    Optional<Map<String, String>> attributes(ClientId client) {
        return database.transaction(sql -> attributes(sql, client));
    }

    static Optional<Map<String, String>> attributes(Statements sql, ClientId client) throws SQLException {
        return Optional.ofNullable(select(sql, "WHERE s.id = ?", client).get(client));
    }

    private static Map<ClientId, Map<String, String>> select(Statements sql, String which, Object... arguments)
            throws SQLException {
        Map<ClientId, Map<String, String>> found = new LinkedHashMap<>();
        sql.all(
                WITH_ATTRIBUTES + which,
                row -> {
                    ClientId client = ClientId.parse(row.getString(1)).orElseThrow();
                    Map<String, String> attributes = found.computeIfAbsent(client, key -> new LinkedHashMap<>());
                    if (row.getString(2) != null) {
                        attributes.put(row.getString(2), row.getString(3));
                    }
                    return client;
                },
                arguments);
        return found;
    }

    Change setAttribute(ClientId client, String name, String value) {
        return database.transaction(sql -> {
            if (!lock(sql, client)) {
                return Change.UNKNOWN_CLIENT;
            }
            String known = sql.first(
                            "SELECT content FROM faye_attribute WHERE session = ? AND name = ?",
                            row -> row.getString(1),
                            client,
                            name)
                    .orElse(null);
            if (Objects.equals(known, value)) {
                return Change.UNCHANGED;
            }
            sql.update("DELETE FROM faye_attribute WHERE session = ? AND name = ?", client, name);
            if (value != null) {
                insert(sql, client, name, value);
            }
            return Change.CHANGED;
        });
    }

    /** In the order of ids, which no coming and going can disturb. */
    Page page(String cursor, int limit) {
        String from = cursor == null ? "" : cursor;
        Map<ClientId, Map<String, String>> found = database.transaction(sql -> select(
                sql,
                "WHERE s.id IN (SELECT id FROM faye_session WHERE id > ? ORDER BY id FETCH FIRST ? ROWS ONLY)"
                        + " ORDER BY s.id",
                from,
                limit));
        ClientId last = null;
        for (ClientId client : found.keySet()) {
            last = client;
        }
        return new Page(found, found.size() < limit ? null : String.valueOf(last));
    }
}
