package com.example.faye.jdbc;

import io.faye.engine.EngineOptions;
import io.faye.engine.EngineProvider;
import io.faye.tck.EngineTck;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The JDBC engine")
class JdbcEngineTest extends EngineTck {

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
}
