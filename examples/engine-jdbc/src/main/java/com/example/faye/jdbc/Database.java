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

    /** Does all of the work or nothing. What the database has undone itself, to end a deadlock, is done again. */
    <T> T transaction(Work<T> work) {
        for (int tries = 1; ; tries++) {
            try {
                return once(work);
            } catch (SQLException e) {
                if (tries == TRIES || !wasUndone(e)) {
                    throw new EngineException("The database did not do it: " + e.getMessage(), e);
                }
            }
        }
    }

    private static boolean wasUndone(SQLException fault) {
        return fault.getSQLState() != null && fault.getSQLState().startsWith("40");
    }

    private <T> T once(Work<T> work) throws SQLException {
        Statements sql = take();
        boolean done = false;
        try {
            T result = work.in(sql);
            sql.commit();
            done = true;
            return result;
        } finally {
            giveBack(sql, done);
        }
    }

    private Statements take() throws SQLException {
        if (closed) {
            throw new EngineException("The engine is closed");
        }
        Statements known = idle.poll();
        return known == null ? new Statements(driver.connect(options.url(), options.login())) : known;
    }

    /** After a fault no idle connection is trusted: what broke one, such as a restart, has mostly broken all. */
    private void giveBack(Statements sql, boolean done) {
        if (!done && !sql.rollback()) {
            sql.close();
            closeIdle();
            return;
        }
        idle.push(sql);
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
