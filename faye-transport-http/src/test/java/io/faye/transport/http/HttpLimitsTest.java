package io.faye.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.faye.transport.http.RawConnection.Reply;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Requests that ask too much")
class HttpLimitsTest extends TestServer {

    private static final HttpLimits HASTY = HttpLimits.builder()
            .headerTimeout(Duration.ofMillis(300))
            .bodyTimeout(Duration.ofMillis(300))
            .minBodyRate(1_000)
            .idleTimeout(Duration.ofMillis(400))
            .build();

    private RawConnection connection(HttpLimits limits) {
        return new RawConnection(server(builder().limits(limits)));
    }

    private static void refused(RawConnection connection, int status) {
        Reply reply = connection.reply();
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.headers()).containsEntry("connection", "close");
        assertThat(connection.isEnded()).isTrue();
    }

    @Test
    @DisplayName("are taken up to the limit of the body")
    void greatestBody() {
        try (RawConnection connection = connection(HttpLimits.DEFAULT)) {
            String around = "{'channel':'/a','data':''}";
            String data = "x".repeat((1 << 20) - around.length());
            assertThat(connection
                            .post("/faye", "{'channel':'/a','data':'" + data + "'}")
                            .reply()
                            .body())
                    .contains("\"successful\":true");
        }
    }

    @Test
    @DisplayName("are refused with 413 if the announced body is too large")
    void announcedBody() {
        try (RawConnection connection =
                connection(HttpLimits.builder().maxBody(100).build())) {
            connection.send("POST /faye HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 101\r\n\r\n");
            refused(connection, 413);
        }
    }

    @Test
    @DisplayName("are refused with 413 if a chunked body grows too large")
    void grownBody() {
        try (RawConnection connection =
                connection(HttpLimits.builder().maxBody(100).build())) {
            connection.send(
                    "POST /faye HTTP/1.1\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
                            + "64\r\n" + "x".repeat(100) + "\r\n1\r\nx\r\n");
            refused(connection, 413);
        }
    }

    @Test
    @DisplayName("are refused with 431 if a header block is too large, and not below")
    void headers() {
        try (RawConnection fits = connection(HttpLimits.DEFAULT);
                RawConnection tooLarge = connection(HttpLimits.DEFAULT)) {
            fits.request("OPTIONS", "/faye?" + "x".repeat(14_000));
            assertThat(fits.reply().status()).isEqualTo(200);
            refused(tooLarge.request("OPTIONS", "/faye", "X: " + "x".repeat(17_000)), 431);
        }
    }

    @Test
    @DisplayName("are refused with 431 and the name of the field if one header field is too long, and not below")
    void headerField() {
        try (RawConnection fits = connection(HttpLimits.DEFAULT);
                RawConnection tooLong = connection(HttpLimits.DEFAULT)) {
            fits.request("OPTIONS", "/faye", "X-Long: " + "x".repeat((8 << 10) - 6));
            assertThat(fits.reply().status()).isEqualTo(200);
            Reply refusal = tooLong.request("OPTIONS", "/faye", "X-Long: " + "x".repeat((8 << 10) - 5))
                    .reply();
            assertThat(refusal.status()).isEqualTo(431);
            assertThat(refusal.body()).isEqualTo("Request header field X-Long longer than 8192 characters");
            assertThat(tooLong.isEnded()).isTrue();
        }
    }

    @Test
    @DisplayName("are refused with 431 if a request line is too long")
    void requestLine() {
        try (RawConnection connection = connection(HttpLimits.DEFAULT)) {
            refused(connection.request("GET", "/" + "x".repeat(17_000)), 431);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense\r\n\r\n",
                "GET\r\n\r\n",
                "GET /faye HTTP/9.9\r\n\r\n",
                "GET /faye FTP/1.1\r\n\r\n",
                "\u0000\u0001\u0002\r\n\r\n",
                "POST /faye HTTP/1.1\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n",
                "POST /faye HTTP/1.1\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n[]",
                "POST /faye HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
                "POST /faye HTTP/1.1\r\nContent-Length: two\r\n\r\n",
                "POST /faye HTTP/1.1\r\nTransfer-Encoding: gzip, chunked\r\n\r\n",
                "POST /faye HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                "GET /faye HTTP/1.1\r\nBad Name: x\r\n\r\n",
                "POST /faye HTTP/1.1\r\nTransfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n",
                "GET /faye HTTP/1.1\r\nX: y\r\n\tz\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
            })
    @DisplayName("are refused with 400 if they are no HTTP, or could be read in two ways")
    void malformed(String request) {
        try (RawConnection connection = connection(HttpLimits.DEFAULT)) {
            refused(connection.send(request), 400);
        }
    }

    @Test
    @DisplayName("are given up with 408 if their headers do not come to an end")
    void slowHeaders() {
        try (RawConnection connection = connection(HASTY)) {
            refused(connection.send("POST /faye HTTP/1.1\r\nX-Slow: "), 408);
        }
    }

    @Test
    @DisplayName("are given up with 408 if their body stops")
    void stoppedBody() {
        try (RawConnection connection = connection(HASTY)) {
            connection.send("POST /faye HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n[");
            refused(connection, 408);
        }
    }

    @Test
    @DisplayName("are closed without a word if nothing comes at all")
    void idle() {
        try (RawConnection connection = connection(HASTY)) {
            assertThat(connection.octet()).isNegative();
        }
    }

    @Test
    @DisplayName("do not cost a held poll its connection, however long it is held")
    void heldPollIsNotIdle() {
        HttpLimits limits =
                HttpLimits.builder().idleTimeout(Duration.ofSeconds(1)).build();
        FayeHttpServer server = server(builder(Duration.ofMillis(2_500)).limits(limits));
        try (RawConnection connection = new RawConnection(server)) {
            String client = handshake(connection);
            assertThat(connection.post("/faye", connect(client)).reply().body()).contains("\"successful\":true");
        }
    }

    @Test
    @DisplayName("are refused by limits that make no sense")
    void senselessLimits() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HttpLimits.builder().maxBody(0).build())
                .withMessage("Expected maxBody of 1 or more, but got 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HttpLimits.builder().maxHeaders(10).build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HttpLimits.builder().maxHeaderField(10).build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HttpLimits.builder().maxMessage(0).build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HttpLimits.builder().maxWaiting(0).build());
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> HttpLimits.builder().idleTimeout(Duration.ZERO).build());
        assertThatIllegalArgumentException().isThrownBy(() -> HttpLimits.builder()
                .bodyTimeout(Duration.ofSeconds(1))
                .minBodyRate(-1)
                .build());
    }
}
