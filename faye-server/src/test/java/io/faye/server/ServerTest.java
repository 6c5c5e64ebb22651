package io.faye.server;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A server on the memory engine, and connections to it without a network between. */
abstract class ServerTest {

    private final ExecutorService wire = Executors.newSingleThreadExecutor();
    BayeuxServer server;

    /** What a test's server is built with. */
    BayeuxServerBuilder settings() {
        return BayeuxServer.builder().timeout(Duration.ofSeconds(30));
    }

    @BeforeEach
    void start() {
        server = settings().build();
    }

    @AfterEach
    void stop() {
        server.close();
        wire.shutdownNow();
    }

    Remote socket() {
        return new Remote(server, wire, true);
    }

    Remote http() {
        return new Remote(server, wire, false);
    }
}
