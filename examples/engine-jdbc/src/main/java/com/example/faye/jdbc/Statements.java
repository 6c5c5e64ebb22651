package com.example.faye.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One connection, and the statements that were prepared on it. */
final class Statements {

    /** The database's clock in milliseconds: processes may run on machines whose clocks differ. */
    static final String NOW = "CAST(EXTRACT(EPOCH FROM CURRENT_TIMESTAMP) * 1000 AS BIGINT)";

    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();
    private int committed;
    private boolean begun;
    private boolean committing;

    Statements(Connection connection) throws SQLException {
        this.connection = connection;
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
    }

    /** Makes a value of a row. */
    interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    /** {@return how many rows that changed} */
    int update(String statement, Object... arguments) throws SQLException {
        return prepare(statement, arguments).executeUpdate();
    }

    <T> List<T> all(String query, Row<T> row, Object... arguments) throws SQLException {
        List<T> found = new ArrayList<>();
        try (ResultSet rows = prepare(query, arguments).executeQuery()) {
            while (rows.next()) {
                found.add(row.of(rows));
            }
        }
        return found;
    }

    <T> Optional<T> first(String query, Row<T> row, Object... arguments) throws SQLException {
        List<T> found = all(query, row, arguments);
        return found.isEmpty() ? Optional.empty() : Optional.of(found.get(0));
    }

    long number(String query, Object... arguments) throws SQLException {
        return first(query, row -> row.getLong(1), arguments).orElseThrow();
    }

    private PreparedStatement prepare(String text, Object... arguments) throws SQLException {
        begun = true;
        PreparedStatement statement = prepared.get(text);
        if (statement == null) {
            statement = connection.prepareStatement(text);
            prepared.put(text, statement);
        }
        for (int i = 0; i < arguments.length; i++) {
            statement.setObject(i + 1, arguments[i] instanceof Number number ? number : arguments[i].toString());
        }
        return statement;
    }

    void commit() throws SQLException {
        committing = true;
        connection.commit();
        begun = false;
        committing = false;
        committed++;
    }

    /**
     * {@return whether the fault left nothing behind, and may be over}
     *
     * @param fault what happened in a transaction: a deadlock that the database has ended, or, on a connection that
     *     was good for others before, its break; what was not to be committed yet is undone with it
     */
    boolean wasUndone(SQLException fault) {
        boolean ended = fault.getSQLState() != null && fault.getSQLState().startsWith("40");
        return ended || committed > 0 && !committing && !isReady();
    }

    /** {@return whether the connection is good for another transaction; what was not committed is undone} */
    boolean isReady() {
        if (!begun) {
            return true;
        }
        try {
            connection.rollback();
            begun = false;
            committing = false;
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // It was broken; the database forgets it by itself.
        }
    }
}
