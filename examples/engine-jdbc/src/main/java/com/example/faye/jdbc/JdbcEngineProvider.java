package com.example.faye.jdbc;

import io.faye.engine.Engine;
import io.faye.engine.EngineContext;
import io.faye.engine.EngineOptions;
import io.faye.engine.EngineProvider;
import io.faye.engine.Traits;
import io.faye.engine.support.Offload;
import java.time.Duration;

/** Makes the engine named {@code "jdbc"}: its processes share a database, and nothing else. */
public final class JdbcEngineProvider implements EngineProvider {

    /** A process polls a few times in this while, so one answer of the database may be late. */
    private static final Duration NOTICE = Duration.ofMillis(500);

    /** Makes a provider. */
    public JdbcEngineProvider() {}

    @Override
    public String name() {
        return "jdbc";
    }

    @Override
    public Traits traits() {
        return new Traits(true, true, true, NOTICE);
    }

    @Override
    public Engine create(EngineContext context, EngineOptions options) {
        JdbcOptions chosen = JdbcOptions.read(options);
        Database database = new Database(chosen);
        try {
            Schema.create(database);
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
        return new Offload(
                context,
                "faye-jdbc",
                chosen.connections(),
                lent -> new JdbcEngine(database, context, lent, chosen.poll()));
    }
}
