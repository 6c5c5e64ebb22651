package com.example.faye.jdbc;

import io.faye.engine.Engine;
import io.faye.engine.EngineCapabilities;
import io.faye.engine.EngineContext;
import io.faye.engine.EngineOptions;
import io.faye.engine.EngineProvider;
import io.faye.engine.support.BlockingEngineAdapter;
import java.time.Duration;
import java.util.Properties;

/** Creates the engine named {@code "jdbc"}. Its processes share a database and nothing else. */
public final class JdbcEngineProvider implements EngineProvider {

    /** A process polls several times in this time, so one answer of the database may be late. */
    private static final Duration MAX_NOTIFICATION_DELAY = Duration.ofMillis(500);

    private static final int MAX_POLL_MILLIS = 100;
    private static final int MAX_CONNECTIONS = 1_000;

    /** Creates a provider. */
    public JdbcEngineProvider() {}

    @Override
    public String name() {
        return "jdbc";
    }

    @Override
    public EngineCapabilities capabilities() {
        return EngineCapabilities.builder()
                .shared()
                .ownClock()
                .durable()
                .maxNotificationDelay(MAX_NOTIFICATION_DELAY)
                .build();
    }

    @Override
    public Engine create(EngineContext context, EngineOptions options) {
        Properties login = new Properties();
        login.setProperty("user", options.text("user", ""));
        login.setProperty("password", options.text("password", ""));
        Database database = new Database(options.required("url"), login);
        int connections = options.get("connections", 8, text -> number(text, MAX_CONNECTIONS));
        Duration poll = Duration.ofMillis(options.get("poll-millis", 25, text -> number(text, MAX_POLL_MILLIS)));
        options.requireAllRead();
        try {
            database.createTables();
            return new BlockingEngineAdapter(
                    context, "faye-jdbc", connections, lent -> new JdbcEngine(database, lent, poll));
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    private static int number(String text, int max) {
        int number = Integer.parseInt(text);
        if (number < 1 || number > max) {
            throw new IllegalArgumentException("Expected a number from 1 to " + max + ", but got " + number);
        }
        return number;
    }
}
