package com.example.faye.jdbc;

import io.faye.engine.EngineException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Deque;
import java.util.List;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentLinkedDeque;

/** Runs transactions, each on a connection of its own, and keeps the connections for later transactions. */
final class Database implements AutoCloseable {

    private final String url;
    private final Properties login;
    private final Deque<Sql> idle = new ConcurrentLinkedDeque<>();
    private volatile boolean closed;

    Database(String url, Properties login) {
        this.url = url;
        this.login = login;
    }

    /** Creates the tables that do not exist. */
    void createTables() {
        try (InputStream script = Database.class.getResourceAsStream("schema.sql")) {
            String text = new String(script.readAllBytes(), StandardCharsets.UTF_8).replaceAll("(?m)^--.*$", "");
            for (String statement : text.strip().split(";\\s*")) {
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
        Sql sql = take();
        try {
            T result = work.in(sql);
            List<Runnable> calls = sql.commit();
            idle.push(sql);
            calls.forEach(Runnable::run);
            return result;
        } catch (SQLException e) {
            sql.close();
            closeIdle();
            throw new EngineException("The database failed: " + e.getMessage(), e);
        } finally {
            if (closed) {
                closeIdle();
            }
        }
    }

    private Sql take() {
        if (closed) {
            throw new EngineException("The engine is closed");
        }
        Sql known = idle.poll();
        try {
            return known != null ? known : new Sql(connect());
        } catch (SQLException e) {
            throw new EngineException("Cannot connect to the database: " + e.getMessage(), e);
        }
    }

    /** Uses the loader of this class: {@code DriverManager} does not know a driver that came with {@code --classpath}. */
    private Connection connect() throws SQLException {
        for (Driver driver : ServiceLoader.load(Driver.class, Database.class.getClassLoader())) {
            Connection connection = driver.connect(url, login);
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
}
