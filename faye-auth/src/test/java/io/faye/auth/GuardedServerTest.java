package io.faye.auth;

import io.faye.extension.Extension;
import io.faye.server.BayeuxServer;
import io.faye.server.BayeuxServerBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A server on the memory engine that extensions guard, and connections to it without a network between. */
abstract class GuardedServerTest {

    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final ExecutorService wire = Executors.newSingleThreadExecutor();
    volatile Instant now = START;
    BayeuxServer server;

    /** The extensions in their order. */
    abstract List<Extension> guards();

    @BeforeEach
    void start() {
        BayeuxServerBuilder builder = BayeuxServer.builder().timeout(Duration.ofSeconds(30));
        guards().forEach(builder::extension);
        server = builder.build();
    }

    @AfterEach
    void stop() {
        server.close();
        wire.shutdownNow();
    }

    /** A client with a WebSocket. */
    Visitor socket() {
        return new Visitor(server, wire, true);
    }

    /** A client that polls. */
    Visitor http() {
        return new Visitor(server, wire, false);
    }
}
