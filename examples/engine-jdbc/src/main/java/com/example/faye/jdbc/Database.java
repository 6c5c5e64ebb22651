package com.example.faye.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.faye.engine.EngineException;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentLinkedDeque;

/** Runs transactions, each on a connection of its own, and keeps the connections for later transactions. */
final class Database implements AutoCloseable {

    /** The database's clock in milliseconds: processes may run on machines whose clocks differ. */
    static final String NOW = "CAST(EXTRACT(EPOCH FROM CURRENT_TIMESTAMP) * 1000 AS BIGINT)";

    private final String url;
    private final Deque<Sql> idle = new ConcurrentLinkedDeque<>();
    private volatile boolean closed;

    Database(String url) {
        this.url = url;
    }

    /** Creates the tables that do not exist. */
    void createTables() {
        try (InputStream script = Database.class.getResourceAsStream("schema.sql")) {
            for (String statement : new String(script.readAllBytes(), UTF_8).strip().split(";\\s*")) {
                transaction(sql -> sql.update(statement));
            }
        } catch (IOException e) {
            throw new EngineException("Cannot read schema.sql", e);
        }
    }

    /** What a transaction does. */
    interface Work<T> {
        T in(Sql sql) throws SQLException;
    }

    /**
     * Does all of the work or nothing. If the answer to the commit is lost, the outcome is unknown, so nothing is
     * repeated. What broke one connection, such as a restart of the database, has mostly broken the idle ones too.
     */
    <T> T transaction(Work<T> work) {
        Sql sql = idle.poll();
        T result;
        List<Runnable> calls;
        try {
            sql = sql == null ? new Sql(connect()) : sql;
            result = work.in(sql);
            calls = sql.commit();
            idle.push(sql);
        } catch (SQLException | RuntimeException e) {
            if (sql != null) {
                sql.close();
            }
            closeIdle();
            throw e instanceof EngineException known ? known : new EngineException("The database failed: " + e, e);
        }
        if (closed) {
            closeIdle();
        }
        calls.forEach(Runnable::run);
        return result;
    }

    /** Uses the loader of this class, because {@code DriverManager} does not know a driver from {@code --classpath}. */
    private Connection connect() throws SQLException {
        for (Driver driver : ServiceLoader.load(Driver.class, Database.class.getClassLoader())) {
            Connection connection = driver.connect(url, new Properties());
            if (connection != null) {
                return connection;
            }
        }
        throw new EngineException("No JDBC driver on the class path accepts the option 'url'");
    }

    private void closeIdle() {
        for (Sql sql = idle.poll(); sql != null; sql = idle.poll()) {
            sql.close();
        }
    }

    @Override
    public void close() {
        closed = true;
        closeIdle();
    }

    /** Makes a value of a row. */
    interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    /** One connection, and the statements that were prepared on it. */
    static final class Sql {

        private final Connection connection;
        private final Map<String, PreparedStatement> prepared = new HashMap<>();
        /** Calls of the host, which are made only if the transaction has taken effect, and without its locks. */
        final List<Runnable> afterCommit = new ArrayList<>();

        private Sql(Connection connection) throws SQLException {
            this.connection = connection;
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
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

        private List<Runnable> commit() throws SQLException {
            connection.commit();
            List<Runnable> calls = List.copyOf(afterCommit);
            afterCommit.clear();
            return calls;
        }

        /** Also undoes what was not committed. */
        private void close() {
            try {
                connection.close();
            } catch (SQLException e) {
                // The connection was broken; the database forgets it by itself.
            }
        }
    }
}
