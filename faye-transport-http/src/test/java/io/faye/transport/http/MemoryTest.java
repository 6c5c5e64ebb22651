package io.faye.transport.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.faye.engine.MemoryUsage;
import io.faye.server.BayeuxServer;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("If memory is short")
class MemoryTest extends TestServer {

    private static final int KIB = 1 << 10;
    private static final int TRY_AGAIN_LATER = 1013;
    private static final String CHUNKED =
            "POST /faye HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";

    @BeforeEach
    void start() {
        server(FayeHttpServer.builder()
                .host("localhost")
                .bayeux(BayeuxServer.builder().timeout(Duration.ofMinutes(1)).maxMemory(400 * KIB)));
    }

    private MemoryUsage usage() {
        return server().bayeux().memoryBudget().usage();
    }

    private void awaitUsed(long least, long most) {
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(usage().used()).isBetween(least, most));
    }

    /** Something else takes memory for a while. */
    private void whileInUse(long bytes, Runnable action) {
        server().bayeux().memoryBudget().add(bytes);
        action.run();
        server().bayeux().memoryBudget().release(bytes);
    }

    private static RawConnection unfinished(RawConnection connection, int bytes) {
        return connection
                .send(CHUNKED)
                .send(Integer.toHexString(bytes) + "\r\n")
                .send("[" + " ".repeat(bytes - 1) + "\r\n");
    }

    @Test
    @DisplayName("a body is refused before it comes, if it says how long it will be")
    void announced() {
        try (RawConnection connection = connection()) {
            connection.send("POST /faye HTTP/1.1\r\nHost: x\r\nContent-Length: 800000\r\n\r\n[");
            assertThat(connection.reply().status()).isEqualTo(503);
            assertThat(connection.isEnded()).isTrue();
        }
        assertThat(usage().refused()).isEqualTo(1);
    }

    @Test
    @DisplayName("a body without an end is refused, and what it took is free again")
    void body() {
        try (RawConnection connection = connection()) {
            unfinished(connection, 390 * KIB);
            assertThat(connection.reply().status()).isEqualTo(503);
            assertThat(connection.isEnded()).isTrue();
        }
        awaitUsed(0, 0);
    }

    @Test
    @DisplayName("a WebSocket whose message has no end is closed with 1013")
    void fragments() {
        try (RawWebSocket socket = socket()) {
            for (int i = 0; i < 5; i++) {
                socket.frame(i == 0 ? 0x01 : 0x00, " ".repeat(70 * KIB).getBytes(UTF_8));
            }
            assertThat(socket.closeCode()).isEqualTo(TRY_AGAIN_LATER);
            assertThat(socket.connection().isEnded()).isTrue();
        }
        awaitUsed(0, 0);
    }

    @Test
    @DisplayName("so is one with a frame that has no end")
    void frame() {
        byte[] frame = RawWebSocket.masked(0x81, " ".repeat(900 * KIB).getBytes(UTF_8));
        try (RawWebSocket socket = socket()) {
            socket.connection().send(Arrays.copyOf(frame, 390 * KIB));
            assertThat(socket.closeCode()).isEqualTo(TRY_AGAIN_LATER);
            assertThat(socket.connection().isEnded()).isTrue();
        }
        awaitUsed(0, 0);
    }

    @Test
    @DisplayName("the connection that holds most is ended, and others go on")
    void largest() {
        try (RawConnection large = connection();
                RawConnection small = connection()) {
            unfinished(small, 40 * KIB);
            awaitUsed(40 * KIB, 110 * KIB);
            unfinished(large, 140 * KIB);
            awaitUsed(180 * KIB, 290 * KIB);
            whileInUse(130 * KIB, () -> {
                assertThat(large.reply().status()).isEqualTo(503);
                assertThat(large.isEnded()).isTrue();
            });
            small.send("1\r\n]\r\n0\r\n\r\n");
            assertThat(small.reply().body()).isEqualTo("[]");
        }
        assertThat(usage().evicted()).isEqualTo(1);
        awaitUsed(0, 0);
    }

    @Test
    @DisplayName("a request that is held counts, over both transports, until it is answered or its connection closes")
    void held() {
        try (RawConnection poll = connection();
                RawWebSocket socket = socket()) {
            String client = handshake(poll);
            String other = handshake(poll);
            poll.post("/faye", connect(client).replace("{", "{'x':'" + "y".repeat(60 * KIB) + "',"));
            awaitUsed(60 * KIB, 70 * KIB);
            socket.text(connect(other).replace("{", "{'x':'" + "y".repeat(60 * KIB) + "',"));
            awaitUsed(120 * KIB, 140 * KIB);
            try (RawConnection another = connection()) {
                another.post("/faye", "{'channel':'/meta/disconnect','clientId':'" + client + "'}")
                        .reply();
            }
            assertThat(poll.reply().status()).isEqualTo(200);
            awaitUsed(60 * KIB, 70 * KIB);
        }
        awaitUsed(0, 0);
    }

    @Test
    @DisplayName("a message over a WebSocket counts once: it is not unfinished and in work at the same time")
    void counted() {
        try (RawWebSocket socket = socket()) {
            for (int i = 0; i < 100; i++) {
                assertThat(socket.text(publish("/a", "x".repeat(140 * KIB))).text())
                        .contains("\"successful\":true");
            }
        }
        assertThat(usage().evicted()).isZero();
    }

    @Test
    @DisplayName("a request that is held for long gives way to others")
    void heldIsEvicted() {
        try (RawConnection poll = connection();
                RawWebSocket socket = socket()) {
            String long200 = "{'x':'" + "y".repeat(200 * KIB) + "',";
            poll.post("/faye", connect(handshake(poll)).replace("{", long200));
            awaitUsed(200 * KIB, 210 * KIB);
            whileInUse(110 * KIB, () -> {
                assertThat(poll.reply().status()).isEqualTo(503);
                assertThat(poll.isEnded()).isTrue();
            });
            awaitUsed(0, 0);
            socket.text(connect(socket.handshake()).replace("{", long200));
            awaitUsed(200 * KIB, 210 * KIB);
            whileInUse(110 * KIB, () -> {
                assertThat(socket.closeCode()).isEqualTo(TRY_AGAIN_LATER);
                assertThat(socket.connection().isEnded()).isTrue();
            });
        }
        assertThat(usage().evicted()).isEqualTo(2);
    }

    @Test
    @DisplayName("a publish and a subscription are refused, over both transports, and the connection stays")
    void publish() {
        String refusal = "503:memory:Service unavailable";
        try (RawConnection poll = connection();
                RawWebSocket socket = socket()) {
            String client = handshake(poll);
            whileInUse(394 * KIB, () -> {
                assertThat(poll.post("/faye", publish("/a", "x".repeat(200)))
                                .reply()
                                .body())
                        .contains("\"successful\":false", refusal);
                assertThat(socket.text(publish("/a", "x".repeat(200))).text())
                        .contains("\"successful\":false", refusal);
                String subscribe = "{'channel':'/meta/subscribe','clientId':'" + client + "','subscription':'/a'}";
                assertThat(poll.post("/faye", subscribe).reply().body()).contains("\"successful\":false", refusal);
            });
            assertThat(socket.text(publish("/a", "x")).text()).contains("\"successful\":true");
        }
        assertThat(usage().refused()).isEqualTo(3);
    }

    @Test
    @DisplayName("/health says so")
    void health() {
        try (RawConnection connection = connection()) {
            whileInUse(350 * KIB, () -> {
                RawConnection.Reply reply = connection.request("GET", "/health").reply();
                assertThat(reply.status()).isEqualTo(200);
                assertThat(reply.body())
                        .contains("\"status\":\"up\"", "memory is short: 0.3 of 0.4 MiB in use", "\"used\":358400");
            });
        }
    }
}
