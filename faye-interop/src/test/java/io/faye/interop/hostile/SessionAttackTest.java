package io.faye.interop.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.faye.interop.BayeuxMessages;
import io.faye.interop.RawHttp;
import io.faye.interop.ServerProcess;
import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An address that wants all sessions for itself")
class SessionAttackTest {

    private static final int SHARE = 100;
    private static final int BATCH = 10;
    private static final String HANDSHAKES =
            "[" + String.join(",", Collections.nCopies(BATCH, BayeuxMessages.HANDSHAKE)) + "]";
    private static final String TOO_MANY = "429:sessions:Too many sessions";
    private static final int TIMEOUT_SECONDS = 60;

    private static ServerProcess server;
    private static ServerProcess other;

    @BeforeAll
    static void start() {
        server = ServerProcess.start(
                "sessions",
                TIMEOUT_SECONDS,
                "--max-sessions=1000",
                "--max-sessions-per-address=" + SHARE,
                "--connect-timeout=3",
                "--trusted-proxy=127.0.0.1");
        other = ServerProcess.start("sessions-control", TIMEOUT_SECONDS);
    }

    @AfterAll
    static void stop() {
        server.close();
        other.close();
    }

    private static int begun(RawHttp connection, String address) {
        String replies = connection
                .request("POST", "/faye", RawHttp.JSON + "X-Forwarded-For: " + address + "\r\n", HANDSHAKES)
                .body();
        int begun = replies.split("\"successful\":true", -1).length - 1;
        int refused = replies.split(TOO_MANY, -1).length - 1;
        assertThat(begun + refused).as(replies).isEqualTo(BATCH);
        return begun;
    }

    @Test
    @DisplayName("gets its share, harms nobody else, and loses the sessions that it does not use within seconds")
    void getsItsShare() {
        try (Innocents control = new Innocents(other.port());
                Innocents innocents = new Innocents(server.port());
                RawHttp connection = new RawHttp(server.port())) {
            int begun = 0;
            for (int i = 0; i < 2 * SHARE; i++) {
                begun += begun(connection, "203.0.113.9");
            }
            assertThat(begun).isGreaterThanOrEqualTo(SHARE);
            assertThat(begun(connection, "203.0.113.10")).isEqualTo(BATCH);
            assertThat(begun(connection, "2001:db8::1")).isEqualTo(BATCH);
            await("that the attacker's unused sessions have ended, long before " + 2 * TIMEOUT_SECONDS + " s")
                    .atMost(Duration.ofSeconds(TIMEOUT_SECONDS))
                    .until(() -> begun(connection, "203.0.113.9") > 0);
            innocents.noticedNothing(control);
        }
    }
}
