package io.faye.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.faye.server.DrainOptions;
import io.faye.transport.http.RawConnection.Reply;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("When a server drains")
class DrainTest extends TestServer {

    private static final Duration LONG = Duration.ofMinutes(10);
    private static final DrainOptions AT_ONCE = new DrainOptions(Duration.ZERO, Duration.ZERO, Duration.ofMillis(400));
    /** Connections are looked at every 100 ms, because of a limit that no test here comes near. */
    private static final HttpLimits WATCHFUL =
            HttpLimits.builder().writeTimeout(Duration.ofMillis(396)).build();

    private void drain(DrainOptions options) {
        server().bayeux().drain(options);
    }

    @Test
    @DisplayName("a held poll is answered, and its connection is closed")
    void polls() {
        try (RawConnection alice = connection()) {
            String client = handshake(alice);
            alice.post("/faye", connect(client));
            awaitSession();
            drain(AT_ONCE);
            Reply reply = alice.reply();
            assertThat(reply.body()).contains("\"successful\":true", "\"reconnect\":\"retry\"");
            assertThat(reply.body()).containsPattern("\"interval\":[1-4]\\d\\d,");
            assertThat(reply.headers()).containsEntry("connection", "close");
            assertThat(alice.isEnded()).isTrue();
        }
    }

    /** Waits until the server has taken what was sent before. */
    private void awaitSession() {
        try (RawConnection other = connection()) {
            other.post("/faye", "[]").reply();
        }
    }

    @Test
    @DisplayName("a WebSocket is closed with 1012 after the reply to its connect")
    void sockets() {
        try (RawWebSocket alice = socket()) {
            alice.join("/a");
            drain(AT_ONCE);
            assertThat(alice.text()).contains("/meta/connect", "\"reconnect\":\"retry\"");
            assertThat(alice.closeCode()).isEqualTo(1012);
        }
    }

    @Test
    @DisplayName("an event stream says when it is to be opened again, and ends")
    void eventStreams() {
        try (RawConnection alice = connection();
                RawConnection stream = connection()) {
            String client = handshake(alice);
            stream.request("GET", "/faye/" + client, "Accept: text/event-stream")
                    .reply();
            assertThat(stream.line()).isEqualTo("retry: 5000");
            assertThat(stream.line()).isEmpty();
            alice.post("/faye", publish("/a", "m")).reply();
            drain(AT_ONCE);
            assertThat(stream.line()).matches("retry: [1-4]\\d\\d");
            assertThat(stream.isEnded()).isTrue();
        }
    }

    @Test
    @DisplayName("an unused WebSocket is closed with 1012, too")
    void unusedSockets() {
        server(builder().limits(WATCHFUL));
        try (RawWebSocket alice = socket();
                RawWebSocket bob = socket()) {
            bob.text("[]").text();
            drain(new DrainOptions(Duration.ZERO, LONG, Duration.ZERO));
            assertThat(alice.closeCode()).isEqualTo(1012);
            assertThat(bob.closeCode()).isEqualTo(1012);
        }
    }

    @Test
    @DisplayName("/health says so at once with 503, and connections are taken on")
    void health() {
        drain(new DrainOptions(LONG, LONG, Duration.ZERO));
        try (RawConnection balancer = connection();
                RawWebSocket alice = socket()) {
            Reply health = balancer.request("GET", "/health").reply();
            assertThat(health.status()).isEqualTo(503);
            assertThat(health.body()).contains("\"status\":\"draining\"");
            assertThat(health.headers()).doesNotContainKey("connection");
            Reply ready = balancer.request("GET", "/health/ready").reply();
            Reply live = balancer.request("GET", "/health/live").reply();
            assertThat(ready.status()).isEqualTo(503);
            assertThat(live.status()).isEqualTo(200);
            assertThat(alice.handshake()).isNotEmpty();
        }
    }

    @Test
    @DisplayName("requests are answered on while sessions move, and each answer ends its connection")
    void requests() {
        server();
        drain(new DrainOptions(Duration.ZERO, LONG, Duration.ZERO));
        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            try (RawConnection alice = connection()) {
                Reply reply = alice.post("/faye", publish("/a", "m")).reply();
                assertThat(reply.body()).contains("\"successful\":true");
                assertThat(reply.headers()).containsEntry("connection", "close");
            }
        });
    }

    @Test
    @DisplayName(
            "or not, a WebSocket that is too old ends in the same way, and an HTTP connection after its next reply")
    void old() {
        server(builder()
                .limits(HttpLimits.builder()
                        .writeTimeout(WATCHFUL.limits().writeTimeout())
                        .maxConnectionAge(Duration.ofSeconds(5))
                        .build()));
        try (RawConnection poller = connection();
                RawWebSocket alice = socket();
                RawWebSocket unused = socket()) {
            alice.join("/a");
            assertThat(alice.text()).contains("/meta/connect", "\"reconnect\":\"retry\"");
            assertThat(alice.closeCode()).isEqualTo(1012);
            assertThat(unused.closeCode()).isEqualTo(1012);
            // Each connection has a limit of its own.
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(
                            () -> poller.post("/faye", publish("/a", "m"))
                                    .reply()
                                    .headers(),
                            headers -> "close".equals(headers.get("connection")));
            assertThat(poller.isEnded()).isTrue();
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HttpLimits.builder().maxConnectionAge(Duration.ofMillis(-1)));
    }
}
