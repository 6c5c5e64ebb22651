package com.example.faye.jdbc;

import io.faye.engine.EngineOptions;
import io.faye.engine.EngineProvider;
import io.faye.tck.Backend;
import io.faye.tck.FaultyBackendTck;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The JDBC engine, on a database that goes away")
class JdbcEngineFaultTest extends FaultyBackendTck {

    private static H2Server server;

    @BeforeAll
    static void start() {
        server = new H2Server();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Override
    protected EngineProvider provider() {
        return new JdbcEngineProvider();
    }

    @Override
    protected EngineOptions options() {
        return EngineOptions.of("url", server.url());
    }

    @Override
    protected Backend backend() {
        return server;
    }
}
