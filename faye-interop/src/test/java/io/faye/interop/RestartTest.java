package io.faye.interop;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(World.Shared.class)
@DisplayName("When the server is restarted on the same port")
class RestartTest {

    private static final int ATTEMPTS = 100;
    private static final Duration BETWEEN = Duration.ofMillis(100);

    private final String here = Channels.own();
    private final ServerProcess server = ServerProcess.start("restarted", 5);

    private List<InteropClient> clients = List.of();

    @BeforeEach
    void open(World world) {
        clients = Stream.of(ClientKind.values())
                .map(kind -> kind.open(world, server.url()))
                .toList();
    }

    @AfterEach
    void close() {
        try (server) {
            clients.forEach(InteropClient::close);
        }
    }

    @Test
    @DisplayName("all clients come back by themselves, hear again and are heard")
    void comeBack() {
        clients.forEach(client -> client.subscribe(here));
        server.restart();
        clients.forEach(this::awaitBack);
        clients.forEach(client -> client.publish(here, "heard"));
        clients.forEach(client -> client.inbox()
                .receivesAtLast(Collections.nCopies(clients.size(), "heard").toArray()));
    }

    /** A subscription that a client makes again by itself shows only in what it hears. */
    private void awaitBack(InteropClient client) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            RawPublisher.publish(server.url(), here, "probe");
            if (client.inbox().hasMessageWithin(BETWEEN)) {
                return;
            }
        }
        throw new AssertionError(client + " did not come back. " + server.story());
    }
}
