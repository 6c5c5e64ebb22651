package com.example.faye.jdbc;

import io.faye.engine.Engine;
import io.faye.engine.EngineCapabilities;
import io.faye.engine.EngineContext;
import io.faye.engine.EngineOptions;
import io.faye.engine.EngineProvider;
import io.faye.engine.support.BlockingEngineAdapter;
import java.time.Duration;

/** Creates the engine named {@code "jdbc"}. Its processes share a database and nothing else. */
public final class JdbcEngineProvider implements EngineProvider {

    @Override
    public String name() {
        return "jdbc";
    }

    @Override
    public EngineCapabilities capabilities() {
        // A process polls several times in this time, so one answer of the database may be late.
        Duration delay = Duration.ofMillis(500);
        return EngineCapabilities.builder().shared().ownClock().durable().maxNotificationDelay(delay).build();
    }

    @Override
    public Engine create(EngineContext context, EngineOptions options) {
        Database database = new Database(options.required("url"));
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
