package com.example.faye.jdbc;

import io.faye.engine.EngineException;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Deque;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentLinkedDeque;

/** Runs transactions, each on a connection of its own; keeps connections for the next. */
final class Database implements AutoCloseable {

    private static final int TRIES = 3;

    private final JdbcOptions options;
    private final Driver driver;
    private final Deque<Statements> idle = new ConcurrentLinkedDeque<>();
    private volatile boolean closed;

    Database(JdbcOptions options) {
        this.options = options;
        this.driver = driver(options.url());
    }

    /** Asks the loader of this class: {@code DriverManager} knows no driver that came with {@code --classpath}. */
    private static Driver driver(String url) {
        try {
            for (Driver driver : ServiceLoader.load(Driver.class, Database.class.getClassLoader())) {
                if (driver.acceptsURL(url)) {
                    return driver;
                }
            }
        } catch (SQLException e) {
            throw new EngineException("A JDBC driver refuses the option 'url'", e);
        }
        throw new EngineException("No JDBC driver on the class path knows the option 'url'");
    }

    /** What a transaction does. */
    interface Work<T> {
        T in(Statements sql) throws SQLException;
    }

    /** Does all of the work or nothing. What certainly was undone, and may go well the next time, is done again. */
    <T> T transaction(Work<T> work) {
        for (int tries = 1; ; tries++) {
            Statements sql = take();
            try {
                T result = work.in(sql);
                sql.commit();
                return result;
            } catch (SQLException e) {
                if (tries == TRIES || !sql.wasUndone(e)) {
                    throw new EngineException("The database did not do it: " + e.getMessage(), e);
                }
            } finally {
                giveBack(sql);
            }
        }
    }

    private Statements take() {
        if (closed) {
            throw new EngineException("The engine is closed");
        }
        Statements known = idle.poll();
        return known == null ? connect() : known;
    }

    private Statements connect() {
        try {
            return new Statements(driver.connect(options.url(), options.login()));
        } catch (SQLException e) {
            throw new EngineException("The database is away: " + e.getMessage(), e);
        }
    }

    /** After a fault no idle connection is trusted: what broke one, such as a restart, has mostly broken all. */
    private void giveBack(Statements sql) {
        if (sql.isReady()) {
            idle.push(sql);
        } else {
            sql.close();
            closeIdle();
        }
        if (closed) {
            closeIdle();
        }
    }

    private void closeIdle() {
        for (Statements sql = idle.poll(); sql != null; sql = idle.poll()) {
            sql.close();
        }
    }

    @Override
    public void close() {
        closed = true;
        closeIdle();
    }
}
