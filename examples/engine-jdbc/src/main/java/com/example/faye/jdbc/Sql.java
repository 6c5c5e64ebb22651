package com.example.faye.jdbc;

import io.faye.protocol.ClientId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One connection, the statements that were prepared on it, and what follows the commit of its transaction. */
final class Sql {

    /** The database's clock in milliseconds: processes may run on machines whose clocks differ. */
    static final String NOW = "CAST(EXTRACT(EPOCH FROM CURRENT_TIMESTAMP) * 1000 AS BIGINT)";

    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();
    private List<Runnable> afterCommit = new ArrayList<>();

    Sql(Connection connection) throws SQLException {
        this.connection = connection;
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
    }

    /** Makes a value of a row. */
    interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    /** {@return how many rows the statement changed} */
    int update(String statement, Object... arguments) throws SQLException {
        return prepare(statement, arguments).executeUpdate();
    }

    <T> List<T> list(String query, Row<T> row, Object... arguments) throws SQLException {
        List<T> found = new ArrayList<>();
        try (ResultSet rows = prepare(query, arguments).executeQuery()) {
            while (rows.next()) {
                found.add(row.of(rows));
            }
        }
        return found;
    }

    <T> Optional<T> first(String query, Row<T> row, Object... arguments) throws SQLException {
        return list(query, row, arguments).stream().findFirst();
    }

    /** {@return the first column} */
    List<String> texts(String query, Object... arguments) throws SQLException {
        return list(query, row -> row.getString(1), arguments);
    }

    long number(String query, Object... arguments) throws SQLException {
        return first(query, row -> row.getLong(1), arguments).orElseThrow();
    }

    /** {@return the id in the first column} */
    static ClientId client(ResultSet row) throws SQLException {
        return ClientId.parse(row.getString(1)).orElseThrow();
    }

    private PreparedStatement prepare(String text, Object... arguments) throws SQLException {
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

    /** Calls the host only after the transaction has taken effect, without locks. */
    void afterCommit(Runnable call) {
        afterCommit.add(call);
    }

    /** {@return what follows the commit} */
    List<Runnable> commit() throws SQLException {
        connection.commit();
        List<Runnable> calls = afterCommit;
        afterCommit = new ArrayList<>();
        return calls;
    }

    /** Also undoes what was not committed. */
    void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // The connection was broken; the database forgets it by itself.
        }
    }
}
