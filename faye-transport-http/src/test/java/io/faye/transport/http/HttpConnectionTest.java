package io.faye.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.transport.http.RawConnection.Reply;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An HTTP connection")
class HttpConnectionTest extends TestServer {

    @Test
    @DisplayName("serves many requests")
    void keepsAlive() {
        try (RawConnection connection = connection()) {
            for (int i = 0; i < 50; i++) {
                assertThat(connection.post("/faye", "[]").reply().headers()).doesNotContainKey("connection");
            }
        }
    }

    @Test
    @DisplayName("is closed behind the reply when the client asks for it")
    void closes() {
        try (RawConnection connection = connection()) {
            Reply reply = connection.post("/faye", "[]", "Connection: close").reply();
            assertThat(reply.headers()).containsEntry("connection", "close");
            assertThat(connection.octet()).isNegative();
        }
    }

    @Test
    @DisplayName("takes nothing that follows a request that asks to close")
    void ignoresWhatFollows() {
        try (RawConnection connection = connection();
                RawWebSocket witness = socket()) {
            witness.join("/witness");
            connection.post("/faye", "[]", "Connection: close").post("/faye", publish("/witness", "too late"));
            assertThat(connection.reply().body()).isEqualTo("[]");
            assertThat(connection.isEnded()).isTrue();
            assertThat(witness.text("[]").text()).isEqualTo("[]");
        }
    }

    @Test
    @DisplayName("answers a client that has nothing more to say and hangs up its side")
    void halfClosed() {
        try (RawConnection connection = connection()) {
            connection.post("/faye", "[]").hangUp();
            assertThat(connection.reply().body()).isEqualTo("[]");
            assertThat(connection.octet()).isNegative();
        }
    }

    @Test
    @DisplayName("is closed behind the reply to HTTP/1.0")
    void oldVersion() {
        try (RawConnection connection = connection()) {
            connection.send("POST /faye HTTP/1.0\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n[]");
            Reply reply = connection.reply();
            assertThat(reply.body()).isEqualTo("[]");
            assertThat(reply.headers()).containsEntry("connection", "close");
            assertThat(connection.octet()).isNegative();
        }
    }

    @Test
    @DisplayName("stays open for HTTP/1.0 if the client asks for it")
    void oldVersionKeptAlive() {
        try (RawConnection connection = connection()) {
            String[] request = {
                "POST /faye HTTP/1.0", "Connection: keep-alive", "Content-Type: application/json", "Content-Length: 2"
            };
            assertThat(connection.head(request).send("[]").reply().headers()).containsEntry("connection", "keep-alive");
            assertThat(connection.head(request).send("[]").reply().body()).isEqualTo("[]");
        }
    }

    @Test
    @DisplayName("takes chunked bodies, in pieces of any size")
    void chunked() {
        try (RawConnection connection = connection()) {
            connection.send(
                    "POST /faye HTTP/1.1\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
            String message = "{\"channel\":\"/a\",\"data\":\"" + "x".repeat(3_000) + "\"}";
            for (int i = 0; i < message.length(); i += 100) {
                String piece = message.substring(i, Math.min(i + 100, message.length()));
                connection.send(Integer.toHexString(piece.length()) + "\r\n" + piece + "\r\n");
            }
            assertThat(connection.send("0\r\n\r\n").reply().body())
                    .isEqualTo("[{\"channel\":\"/a\",\"successful\":true}]");
        }
    }

    @Test
    @DisplayName("tells a client that waits for it to send its body")
    void continues() {
        try (RawConnection connection = connection()) {
            connection.head(
                    "POST /faye HTTP/1.1",
                    "Content-Type: application/json",
                    "Content-Length: 2",
                    "Expect: 100-continue");
            assertThat(connection.line()).isEqualTo("HTTP/1.1 100 Continue");
            assertThat(connection.line()).isEmpty();
            assertThat(connection.send("[]").reply().body()).isEqualTo("[]");
        }
    }

    @Test
    @DisplayName("does not ask for a body that is too large")
    void refusesBeforeContinue() {
        try (RawConnection connection = connection()) {
            connection.head(
                    "POST /faye HTTP/1.1",
                    "Content-Type: application/json",
                    "Content-Length: 2000000",
                    "Expect: 100-continue");
            assertThat(connection.reply().status()).isEqualTo(413);
        }
    }

    @Test
    @DisplayName("answers requests that came together in their order")
    void pipelined() {
        try (RawConnection connection = connection()) {
            StringBuilder together = new StringBuilder();
            for (int i = 10; i < 60; i++) {
                String body = "{\"id\":\"" + i + "\",\"channel\":\"/a\",\"data\":1}";
                together.append("POST /faye HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: ")
                        .append(body.length())
                        .append("\r\n\r\n")
                        .append(body);
            }
            connection.send(together.toString());
            for (int i = 10; i < 60; i++) {
                assertThat(connection.reply().body()).contains("\"id\":\"" + i + "\"");
            }
        }
    }

    @Test
    @DisplayName("processes what follows a held poll, and answers it behind that")
    void processesBehindHeldPoll() {
        try (RawConnection connection = connection()) {
            String client = subscribe(connection, "/a");
            connection.post("/faye", connect(client)).post("/faye", "{'id':'p','channel':'/a','data':'released'}");
            assertThat(connection.reply().body()).contains("\"id\":\"c1\"").contains("released");
            assertThat(connection.reply().body()).isEqualTo("[{\"id\":\"p\",\"channel\":\"/a\",\"successful\":true}]");
        }
    }

    @Test
    @DisplayName("is not read from while too many of its requests wait, and is when they have been answered")
    void boundsWaiting() {
        try (RawConnection many = new RawConnection(server(builder(Duration.ofMinutes(1))
                        .limits(HttpLimits.builder().maxWaiting(2).build())));
                RawConnection other = connection();
                RawWebSocket witness = socket()) {
            witness.join("/witness");
            String client = subscribe(many, "/a");
            many.post("/faye", connect(client)).post("/faye", publish("/witness", "second"));
            assertThat(witness.text()).contains("second");
            many.post("/faye", publish("/witness", "third"));
            other.post("/faye", publish("/witness", "from elsewhere")).reply();
            assertThat(witness.text()).contains("from elsewhere");
            other.post("/faye", publish("/a", "release")).reply();
            assertThat(witness.text()).contains("third");
            assertThat(many.reply().body()).contains("release");
            assertThat(many.reply().status()).isEqualTo(200);
            assertThat(many.reply().status()).isEqualTo(200);
        }
    }
}
