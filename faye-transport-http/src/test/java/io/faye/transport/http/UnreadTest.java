package io.faye.transport.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What a client does not read")
class UnreadTest extends TestServer {

    private static final int NARROW = 16 << 10;
    private static final byte[] LARGE = "x".repeat(16 << 20).getBytes(US_ASCII);
    private static final String MUCH = "x".repeat(500_000);
    private static final byte[] BLANK_LINE = {'\r', '\n'};

    private void hurried(HttpHandler handler) {
        HttpLimits limits =
                HttpLimits.builder().writeTimeout(Duration.ofMillis(500)).build();
        server(builder().limits(limits).fallback(handler));
    }

    private static HttpHandler answering(byte[] body) {
        return call -> CompletableFuture.completedFuture(HttpReply.of(200, "text/plain", body));
    }

    /** A client that does not read is told by a reset, when it sends something. */
    private static void awaitClosed(RawConnection connection, byte[] word) {
        await("that the server closes").atMost(Duration.ofSeconds(20)).until(() -> {
            try {
                connection.send(word);
                return false;
            } catch (UncheckedIOException e) {
                return true;
            }
        });
    }

    @Test
    @DisplayName("of a response ends its connection")
    void response() {
        hurried(answering(LARGE));
        try (RawConnection connection = new RawConnection(server(), NARROW)) {
            connection.request("GET", "/large");
            awaitClosed(connection, BLANK_LINE);
        }
    }

    @Test
    @DisplayName("of a response that says that it is the last ends its connection too")
    void lastResponse() {
        hurried(answering(LARGE));
        try (RawConnection connection = new RawConnection(server(), NARROW)) {
            connection.request("GET", "/large", "Connection: close");
            awaitClosed(connection, BLANK_LINE);
        }
    }

    @Test
    @DisplayName("of a WebSocket ends it, and the messages come over the next one")
    void webSocket() {
        hurried(answering(LARGE));
        try (RawWebSocket unread = new RawWebSocket(new RawConnection(server(), NARROW), "/faye");
                RawConnection publisher = connection();
                RawWebSocket next = socket()) {
            String client = unread.join("/much");
            publishMuch(publisher);
            awaitClosed(unread.connection(), RawWebSocket.masked(0x8A, new byte[0]));
            next.text(connect(client));
            assertThat(next.text()).contains(MUCH);
        }
    }

    @Test
    @DisplayName("of an event stream ends it, and the messages come over the next one")
    void eventStream() {
        hurried(answering(LARGE));
        try (RawConnection unread = new RawConnection(server(), NARROW);
                RawConnection publisher = connection();
                RawWebSocket next = socket()) {
            String client = subscribe(publisher, "/much");
            unread.request("GET", "/faye/" + client, "Accept: text/event-stream");
            assertThat(unread.reply().status()).isEqualTo(200);
            assertThat(unread.line()).startsWith("retry");
            publishMuch(publisher);
            awaitClosed(unread, BLANK_LINE);
            next.text(connect(client));
            assertThat(next.text()).contains(MUCH);
        }
    }

    private static void publishMuch(RawConnection publisher) {
        for (int i = 0; i < 10; i++) {
            assertThat(publisher.post("/faye", publish("/much", MUCH)).reply().body())
                    .contains("\"successful\":true");
        }
    }

    @Test
    @DisplayName("but goes on to read is not lost, and what was asked for behind it comes in order")
    void readLate() {
        server(builder().fallback(answering(LARGE)));
        try (RawConnection connection = new RawConnection(server(), NARROW)) {
            connection.request("GET", "/1").request("GET", "/2").post("/faye", "[]");
            assertThat(connection.reply().body()).hasSize(LARGE.length);
            assertThat(connection.reply().body()).hasSize(LARGE.length);
            assertThat(connection.reply().body()).isEqualTo("[]");
        }
    }

    @Test
    @DisplayName("because it must wait for another response is not read on behind, beyond a limit")
    void waitingBytes() {
        AtomicInteger calls = new AtomicInteger();
        HttpLimits limits = HttpLimits.builder().maxWaitingBytes(100_000).build();
        server(builder().limits(limits).fallback(call -> {
            calls.incrementAndGet();
            return answering(new byte[60_000]).handle(call);
        }));
        try (RawConnection many = connection();
                RawConnection other = connection()) {
            String client = subscribe(other, "/a");
            many.post("/faye", connect(client));
            StringBuilder together = new StringBuilder();
            for (int i = 0; i < 20; i++) {
                together.append("GET /").append(i).append(" HTTP/1.1\r\nHost: x\r\n\r\n");
            }
            many.send(together.toString());
            await().untilAsserted(() -> assertThat(calls).hasValue(2));
            assertThat(other.post("/faye", "[]").reply().body()).isEqualTo("[]");
            assertThat(calls).hasValue(2);
            other.post("/faye", publish("/a", "release")).reply();
            assertThat(many.reply().body()).contains("release");
            for (int i = 0; i < 20; i++) {
                assertThat(many.reply().body()).hasSize(60_000);
            }
            assertThat(calls).hasValue(20);
        }
    }

    @Test
    @DisplayName("of requests that came together is not taken beyond their number")
    void waitingRequests() {
        AtomicInteger calls = new AtomicInteger();
        server(builder().fallback(call -> {
            calls.incrementAndGet();
            return answering(BLANK_LINE).handle(call);
        }));
        try (RawConnection many = connection();
                RawConnection other = connection()) {
            String client = subscribe(other, "/a");
            StringBuilder together = new StringBuilder();
            for (int i = 0; i < 500; i++) {
                together.append("GET / HTTP/1.1\r\n\r\n");
            }
            many.post("/faye", connect(client)).send(together.toString());
            await().untilAsserted(() -> assertThat(calls).hasValue(31));
            assertThat(other.post("/faye", "[]").reply().body()).isEqualTo("[]");
            assertThat(calls).hasValue(31);
            other.post("/faye", publish("/a", "release")).reply();
            assertThat(many.reply().body()).contains("release");
            for (int i = 0; i < 500; i++) {
                assertThat(many.reply().status()).isEqualTo(200);
            }
        }
    }
}
