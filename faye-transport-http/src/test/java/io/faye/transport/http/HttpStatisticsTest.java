package io.faye.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The server counts")
class HttpStatisticsTest extends TestServer {

    private static void await(org.awaitility.core.ThrowingRunnable assertion) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(assertion);
    }

    @Test
    @DisplayName("open connections by what they speak, and those that were accepted")
    void countsConnections() {
        HttpStatistics statistics = server().statistics();
        try (RawConnection polling = connection();
                RawWebSocket socket = socket();
                RawConnection stream = connection()) {
            String client = handshake(polling);
            stream.head("GET /faye/" + client + " HTTP/1.1", "Host: localhost", "Accept: text/event-stream");
            assertThat(stream.line()).contains("200");
            assertThat(socket.handshake()).isNotEmpty();
            await(() -> {
                assertThat(statistics.httpConnections()).isOne();
                assertThat(statistics.webSockets()).isOne();
                assertThat(statistics.eventStreams()).isOne();
            });
            assertThat(statistics.acceptedConnections()).isEqualTo(3);
        }
        await(() -> {
            assertThat(statistics.httpConnections()).isZero();
            assertThat(statistics.webSockets()).isZero();
            assertThat(statistics.eventStreams()).isZero();
        });
        assertThat(statistics.acceptedConnections()).isEqualTo(3);
        assertThat(statistics.closesByClients()).isEmpty();
    }

    @Test
    @DisplayName("connections that are refused, by whose limit was reached")
    void countsRefusedConnections() {
        server(builder().admission(new AdmissionLimits(2, 1, 0, 0)));
        HttpStatistics statistics = server().statistics();
        try (RawConnection first = connection();
                RawConnection crowded = connection()) {
            assertThat(first.post("/faye", "[]").reply().status()).isEqualTo(200);
            assertThat(crowded.post("/faye", "[]").reply().status()).isEqualTo(429);
            assertThat(statistics.refusedByAddressLimit()).isOne();
            assertThat(statistics.refusedByServerLimit()).isZero();
            assertThat(statistics.acceptedConnections()).isOne();
        }
    }

    @Test
    @DisplayName("requests that it refuses, by status")
    void countsRefusedRequests() {
        try (RawConnection connection = connection();
                RawConnection broken = connection()) {
            assertThat(connection.post("/faye", "nonsense").reply().status()).isEqualTo(400);
            assertThat(connection.post("/faye", "[]").reply().status()).isEqualTo(200);
            assertThat(broken.send("nonsense\r\n\r\n").reply().status()).isEqualTo(400);
            assertThat(server().statistics().refusedRequests()).isEqualTo(Map.of(400, 2L));
        }
    }

    @Test
    @DisplayName("close frames of WebSockets, by who sent the first and by its code")
    void countsCloses() {
        HttpStatistics statistics = server().statistics();
        try (RawWebSocket normal = socket();
                RawWebSocket silent = socket();
                RawWebSocket own = socket();
                RawWebSocket broken = socket()) {
            normal.frame(0x88, (byte) 3, (byte) 0xE8);
            assertThat(normal.closeCode()).isEqualTo(1000);
            silent.frame(0x88);
            silent.closeCode();
            own.frame(0x88, (byte) 0x0F, (byte) 0xA0);
            assertThat(own.closeCode()).isEqualTo(4000);
            broken.frame(0x81, (byte) 0xFF);
            assertThat(broken.closeCode()).isEqualTo(1007);
        }
        assertThat(statistics.closesByClients()).isEqualTo(Map.of(1000, 1L, 1005, 1L, 3000, 1L));
        assertThat(statistics.closesByServer()).isEqualTo(Map.of(1007, 1L));
    }
}
