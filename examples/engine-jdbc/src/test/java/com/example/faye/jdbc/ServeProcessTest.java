package com.example.faye.jdbc;

import static org.junit.jupiter.api.Assertions.assertTrue;

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
        assertHolds("\"successful\":true", alice.connect(first.uri()));
        assertHolds("\"successful\":true", bob.publish(second.uri(), "/chat/lobby", "\"hello\""));
        assertHolds("\"hello\"", alice.connect(first.uri()));
    }

    @Test
    @DisplayName("serve a client whose server has ended")
    void takeOver() throws Exception {
        try (FayeServer third = FayeServer.start(url)) {
            PollingClient alice = new PollingClient(third.uri());
            assertHolds("\"successful\":true", alice.subscribe(third.uri(), "/news"));
            assertHolds("\"successful\":true", alice.connect(third.uri()));
            assertTrue(third.end(), "The server did not end when it was asked to");
            PollingClient bob = new PollingClient(first.uri());
            assertHolds("\"successful\":true", bob.publish(first.uri(), "/news", "\"still here\""));
            assertHolds("\"still here\"", alice.connect(second.uri()));
        }
    }
}
