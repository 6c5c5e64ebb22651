package com.example.faye.jdbc;

import io.faye.engine.EngineOptions;
import io.faye.engine.EngineProvider;
import io.faye.tck.DistributedEngineTck;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The JDBC engine, in several processes")
class JdbcEngineDistributedTest extends DistributedEngineTck {

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

    /** A database that shares a busy machine with its tests needs longer than people would wait. */
    @Override
    protected Duration operationTimeout() {
        return Duration.ofSeconds(15);
    }
}
