package io.faye.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faye.servlet.TestClient.Socket;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A mount refuses")
class RefusalsTest extends InContainer {

    private static final String OURS = "https://ours.example";

    @Test
    @DisplayName("pages of origins that are not allowed, over each transport")
    void origins() {
        start(MountOptions.builder().allowedOrigins(List.of(OURS)).build());
        TestClient other = client().with("Origin", "https://other.example");
        assertThat(other.post("[]").statusCode()).isEqualTo(403);
        assertThat(other.get("?message=%5B%5D").statusCode()).isEqualTo(403);
        assertThatThrownBy(other::socket).hasStackTraceContaining("WebSocketHandshakeException");
        assertThat(other.method("OPTIONS", "").headers().map()).doesNotContainKey("access-control-allow-origin");
        TestClient ours = client().with("Origin", OURS);
        assertThat(ours.post("[]").headers().firstValue("Access-Control-Allow-Origin"))
                .contains(OURS);
        assertThat(ours.post("[]").headers().firstValue("Access-Control-Allow-Credentials"))
                .contains("true");
    }

    @Test
    @DisplayName("nothing by CORS if no origins are named, and tells which header fields may be sent")
    void preflight() {
        start(MountOptions.builder().allowedHeaders(List.of("X-Api-Key")).build());
        var fields = client().with("Origin", OURS).method("OPTIONS", "").headers();
        assertThat(fields.firstValue("Access-Control-Allow-Origin")).contains(OURS);
        assertThat(fields.firstValue("Access-Control-Allow-Headers").orElse("")).contains("X-Api-Key");
        assertThat(fields.firstValue("Access-Control-Allow-Methods")).contains("POST, GET");
    }

    @Test
    @DisplayName("each message of a request that is too large, and keeps the WebSocket that brought one")
    void tooLarge() throws Exception {
        start(MountOptions.builder().maxMessageSize(1_000).build());
        String large = "[{\"channel\":\"/a\",\"id\":\"1\",\"data\":\"" + "x".repeat(300_000)
                + "\"},{\"channel\":\"/b\",\"id\":\"2\",\"data\":1}]";
        var answer = client().post(large);
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body())
                .contains("\"id\":\"1\"")
                .contains("\"id\":\"2\"")
                .contains("413:message,1000:Message too large");
        Socket socket = client().socket();
        assertThat(socket.send(large).receive()).contains("\"id\":\"2\"").contains("413:message,1000");
        assertThat(socket.send(TestClient.HANDSHAKE).receive()).contains("\"successful\":true");
        socket.abort();
    }

    @Test
    @DisplayName("a body that stops coming, with 408")
    void slow() throws Exception {
        start(MountOptions.builder().readTimeout(Duration.ofMillis(100)).build());
        try (java.net.Socket socket = new java.net.Socket(
                InetAddress.getLoopbackAddress(), container().port())) {
            socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
            OutputStream out = socket.getOutputStream();
            out.write("POST /faye HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n["
                    .getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            assertThat(new String(in.readNBytes("HTTP/1.1 408".length()), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 408");
        }
    }

    @Test
    @DisplayName("what is no JSON object or array: a poll with 400, a WebSocket's message without an answer")
    void malformed() throws Exception {
        start(MountOptions.DEFAULT);
        assertThat(client().post("nonsense").statusCode()).isEqualTo(400);
        assertThat(client().post("nonsense").body()).isEqualTo("Bad request");
        Socket socket = client().socket();
        socket.send("nonsense").send("[]");
        assertThat(socket.receive()).isEqualTo("[]");
        socket.abort();
    }

    @Test
    @DisplayName("sessions of an address that has as many as it may have")
    void sessions() {
        start(MountOptions.builder().maxSessionsPerAddress(1).build());
        assertThat(client().post(TestClient.HANDSHAKE).body()).contains("\"successful\":true");
        assertThat(client().post(TestClient.HANDSHAKE).body()).contains("429:sessions:Too many sessions");
    }

    @Test
    @DisplayName("options out of range, by name")
    void options() {
        start(MountOptions.DEFAULT);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MountOptions.builder().maxMessageSize(0))
                .withMessageContaining("maxMessageSize");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MountOptions.builder().allowedOrigins(List.of("nonsense")))
                .withMessageContaining("nonsense");
    }
}
