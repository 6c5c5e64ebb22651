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
                RawConnection small = connection();
                RawConnection last = connection()) {
            unfinished(small, 80 * KIB);
            awaitUsed(80 * KIB, 140 * KIB);
            unfinished(large, 150 * KIB);
            awaitUsed(230 * KIB, 300 * KIB);
            unfinished(last, 90 * KIB);
            assertThat(large.reply().status()).isEqualTo(503);
            small.send("1\r\n]\r\n0\r\n\r\n");
            last.send("1\r\n]\r\n0\r\n\r\n");
            assertThat(small.reply().body()).isEqualTo("[]");
            assertThat(last.reply().body()).isEqualTo("[]");
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
    @DisplayName("a request that is held for long gives way to others")
    void heldIsEvicted() {
        try (RawConnection poll = connection();
                RawConnection other = connection()) {
            poll.post("/faye", connect(handshake(poll)).replace("{", "{'x':'" + "y".repeat(200 * KIB) + "',"));
            awaitUsed(200 * KIB, 210 * KIB);
            unfinished(other, 110 * KIB);
            assertThat(poll.reply().status()).isEqualTo(503);
            assertThat(poll.isEnded()).isTrue();
            other.send("1\r\n]\r\n0\r\n\r\n");
            assertThat(other.reply().body()).isEqualTo("[]");
        }
    }

    @Test
    @DisplayName("a publish is refused, over both transports, and the connection stays")
    void publish() {
        server().bayeux().memoryBudget().add(399 * KIB);
        String refusal = "503:memory:Service unavailable";
        try (RawConnection poll = connection();
                RawWebSocket socket = socket()) {
            assertThat(poll.post("/faye", publish("/a", "x".repeat(200)))
                            .reply()
                            .body())
                    .contains("\"successful\":false", refusal);
            assertThat(socket.text(publish("/a", "x".repeat(200))).text()).contains("\"successful\":false", refusal);
            assertThat(handshake(poll)).isNotEmpty();
        }
        server().bayeux().memoryBudget().release(399 * KIB);
    }

    @Test
    @DisplayName("/health says so")
    void health() {
        server().bayeux().memoryBudget().add(350 * KIB);
        try (RawConnection connection = connection()) {
            RawConnection.Reply reply = connection.request("GET", "/health").reply();
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.body())
                    .contains("\"status\":\"up\"", "memory is short: 0.3 of 0.4 MiB in use", "\"used\":358400");
        }
        server().bayeux().memoryBudget().release(350 * KIB);
    }
}
