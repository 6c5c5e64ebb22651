package io.faye.transport.http;

import io.faye.engine.EngineOptions;
import io.faye.server.BayeuxServer;
import java.time.Duration;

/** What fuzzed connections talk to: a real server, another one from time to time, so that sessions do not pile up. */
final class FuzzedServer {

    private static final int INPUTS = 5_000;

    private int left;
    private BayeuxServer server;

    EmbeddedConnection connection() {
        if (left == 0) {
            renew();
        }
        left--;
        return new EmbeddedConnection(server);
    }

    private void renew() {
        close();
        server = BayeuxServer.builder()
                .engine("memory", EngineOptions.none())
                .timeout(Duration.ofMinutes(5))
                .build();
        left = INPUTS;
    }

    void close() {
        if (server != null) {
            server.close();
        }
    }
}
