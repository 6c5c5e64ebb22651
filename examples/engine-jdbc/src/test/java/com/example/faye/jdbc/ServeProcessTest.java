package com.example.faye.jdbc;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("process")
@Timeout(60)
@DisplayName("Two servers with the JDBC engine on one database")
class ServeProcessTest {

    private static final long LIMIT_SECONDS = 20;

    private static H2Server database;
    private static String url;
    private static FayeServer first;
    private static FayeServer second;

    @BeforeAll
    static void start() throws Exception {
        database = new H2Server();
        url = database.url();
        first = FayeServer.start(url);
        second = FayeServer.start(url);
    }

    @AfterAll
    static void stop() {
        first.close();
        second.close();
        database.close();
    }

    private static void assertHolds(String expected, String reply) {
        assertTrue(reply.contains(expected), () -> "Expected " + expected + " in " + reply);
    }

    @Test
    @DisplayName("deliver from one to the other")
    void deliver() throws Exception {
        PollingClient alice = new PollingClient(first.uri());
        PollingClient bob = new PollingClient(second.uri());
        assertHolds("\"successful\":true", alice.subscribe(first.uri(), "/chat/*"));
        CompletableFuture<String> held = alice.connect(first.uri());
        assertHolds("\"successful\":true", bob.publish(second.uri(), "/chat/lobby", "\"hello\""));
        assertHolds("\"hello\"", held.get(LIMIT_SECONDS, SECONDS));
    }

    @Test
    @DisplayName("serve a client whose server has ended")
    void takeOver() throws Exception {
        try (FayeServer third = FayeServer.start(url)) {
            PollingClient alice = new PollingClient(third.uri());
            assertHolds("\"successful\":true", alice.subscribe(third.uri(), "/news"));
            assertTrue(third.end(), "The server did not end when it was asked to");
            PollingClient bob = new PollingClient(first.uri());
            assertHolds("\"successful\":true", bob.publish(first.uri(), "/news", "\"still here\""));
            assertHolds("\"still here\"", alice.connect(second.uri()).get(LIMIT_SECONDS, SECONDS));
        }
    }
}
