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
        int connections = options.get("connections", 8, Integer::parseUnsignedInt);
        options.requireAllRead();
        try {
            database.createTables();
            return new BlockingEngineAdapter(context, "faye-jdbc", connections, lent -> new JdbcEngine(database, lent));
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }
}
