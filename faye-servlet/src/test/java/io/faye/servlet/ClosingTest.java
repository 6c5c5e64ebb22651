package io.faye.servlet;

import static io.faye.servlet.TestClient.connect;
import static io.faye.servlet.TestClient.next;
import static io.faye.servlet.TestClient.publish;
import static io.faye.servlet.TestClient.subscribe;
import static org.assertj.core.api.Assertions.assertThat;

import io.faye.server.DrainOptions;
import io.faye.servlet.TestClient.Socket;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("When it ends")
class ClosingTest extends InContainer {

    private TestClient client;
    private Socket socket;
    private BlockingQueue<String> stream;
    private CompletableFuture<HttpResponse<String>> poll;

    @BeforeEach
    void open() throws Exception {
        start(MountOptions.builder().idleTimeout(Duration.ofSeconds(3)).build());
        client = client();
        socket = client.socket();
        String overSocket =
                TestClient.clientId(socket.send(TestClient.HANDSHAKE).receive());
        socket.send(connect(overSocket));
        String overStream = client.handshake();
        stream = client.events(overStream);
        assertThat(next(stream)).startsWith("retry");
        poll = holdPoll();
    }

    /** What is published behind the connect is heard when the connect is held. */
    private CompletableFuture<HttpResponse<String>> holdPoll() throws InterruptedException {
        Socket witness = client.socket();
        String listener = TestClient.clientId(witness.send(TestClient.HANDSHAKE).receive());
        assertThat(witness.send(subscribe(listener, "/held")).receive()).contains("successful");
        witness.send(connect(listener));
        CompletableFuture<HttpResponse<String>> held =
                client.postLater("[" + connect(client.handshake()) + "," + publish("/held", "now") + "]");
        assertThat(witness.receive()).contains("now");
        witness.abort();
        return held;
    }

    @Test
    @DisplayName("the server answers held polls, ends event streams, and closes WebSockets with 1001")
    void serverCloses() throws Exception {
        bayeux().close();
        assertThat(TestClient.await(poll).body()).contains("/meta/connect");
        assertThat(next(stream)).isEqualTo("ended");
        assertThat(socket.closeCode()).isEqualTo(1001);
    }

    @Test
    @DisplayName(
            "the server that drains answers held polls, tells event streams when to come back, and closes WebSockets with 1012")
    void drains() throws Exception {
        bayeux().drain(new DrainOptions(Duration.ZERO, Duration.ZERO, Duration.ofMillis(400)));
        assertThat(TestClient.await(poll).body()).containsPattern("\"interval\":[1-9]\\d\\d,");
        assertThat(next(stream)).matches("retry: [1-9]\\d\\d");
        assertThat(next(stream)).isEqualTo("ended");
        assertThat(socket.receive()).contains("/meta/connect");
        assertThat(socket.closeCode()).isEqualTo(1012);
    }

    @Test
    @DisplayName("the container has no thread of the mount left")
    void containerStops() throws Exception {
        bayeux().close();
        stopContainer();
        Awaitility.await().atMost(PATIENCE).until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("faye-servlet-timer")));
    }

    @Test
    @DisplayName("a WebSocket over which no session is connected is closed with 1001 after its idle time")
    void idle() {
        assertThat(client.socket().closeCode()).isEqualTo(1001);
        assertThat(socket.isOpen()).isTrue();
    }
}
