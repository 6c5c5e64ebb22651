package io.faye.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The HTTP server")
class FayeHttpServerTest extends TestServer {

    @Test
    @DisplayName("tells where it is found")
    void uri() {
        FayeHttpServer server = server(FayeHttpServer.builder().mount("/bayeux/"));
        assertThat(server.uri()).hasToString("http://localhost:" + server.port() + "/bayeux");
        assertThat(server.port()).isPositive();
    }

    @Test
    @DisplayName("is found at the root if it is mounted there")
    void root() {
        server(builder().mount("/"));
        try (RawConnection connection = connection()) {
            assertThat(connection.post("/", "[]").reply().body()).isEqualTo("[]");
            assertThat(connection.post("/any", "[]").reply().body()).isEqualTo("[]");
            assertThat(connection.request("GET", "/health").reply().status()).isEqualTo(400);
        }
    }

    @Test
    @DisplayName("tells its health")
    void health() {
        try (RawConnection connection = connection()) {
            RawConnection.Reply reply = connection.request("GET", "/health").reply();
            assertThat(reply.status()).isEqualTo(200);
            long limit = Runtime.getRuntime().maxMemory() / 2;
            assertThat(reply.body())
                    .startsWith("{\"status\":\"up\",\"engine\":\"memory\",\"detail\":\"ok\","
                            + "\"memory\":{\"used\":0,\"limit\":" + limit + ",\"refused\":0,\"evicted\":0},")
                    .endsWith("}\n");
        }
    }

    @Test
    @DisplayName("says which port is taken, and leaves nothing behind")
    void portTaken() {
        FayeHttpServer first = server();
        List<Thread> before = threads();
        assertThatThrownBy(() -> builder().port(first.port()).start())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("localhost:" + first.port());
        threads().stream().filter(thread -> !before.contains(thread)).forEach(FayeHttpServerTest::join);
        assertThat(threads()).containsExactlyInAnyOrderElementsOf(before);
    }

    @Test
    @DisplayName("says which host is unknown")
    void unknownHost() {
        assertThatThrownBy(() -> builder().host("no-such-host.invalid").start())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("no-such-host.invalid");
    }

    @Test
    @DisplayName("refuses settings that make no sense")
    void senselessSettings() {
        FayeHttpServerBuilder builder = FayeHttpServer.builder();
        assertThatIllegalArgumentException().isThrownBy(() -> builder.port(70_000));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.threads(0));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.mount("faye"));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.mount("/faye?x"));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.ping(Duration.ofSeconds(-1)));
    }

    @Test
    @DisplayName("answers held polls, says goodbye to WebSockets, and ends its threads when it closes")
    void closes() {
        FayeHttpServer server = server();
        try (RawConnection poller = connection();
                RawWebSocket socket = socket();
                RawWebSocket neverConnected = socket();
                RawConnection idle = connection()) {
            socket.join("/witness");
            neverConnected.text("[]").text();
            idle.post("/faye", "[]").reply();
            poller.post("/faye", connect(handshake(poller))).post("/faye", publish("/witness", "the poll is held"));
            assertThat(socket.text()).contains("the poll is held");

            long begin = System.nanoTime();
            Thread closing = new Thread(server::close);
            closing.start();
            assertThat(poller.reply().body()).contains("\"id\":\"c1\"").contains("\"successful\":true");
            assertThat(poller.reply().headers()).containsEntry("connection", "close");
            assertThat(poller.octet()).isNegative();
            assertThat(socket.lastCloseCode()).isEqualTo(1001);
            socket.frame(0x88, (byte) 3, (byte) 0xE9);
            assertThat(neverConnected.closeCode()).isEqualTo(1001);
            neverConnected.frame(0x88, (byte) 3, (byte) 0xE9);
            assertThat(socket.connection().isEnded()).isTrue();
            assertThat(idle.isEnded()).isTrue();
            join(closing);
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(6));
        }
        threads().forEach(FayeHttpServerTest::join);
        assertThat(threads()).isEmpty();
        assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), server.port()).close())
                .isInstanceOf(ConnectException.class);
        server.close();
    }

    private static void join(Thread thread) {
        try {
            thread.join(20_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        assertThat(thread.isAlive()).isFalse();
    }

    private static List<Thread> threads() {
        Thread[] all = new Thread[Thread.activeCount() + 100];
        int count = Thread.enumerate(all);
        return Arrays.stream(all, 0, count)
                .filter(thread -> thread.getName().startsWith("faye-"))
                .toList();
    }

    @Test
    @DisplayName("can be started again on the port that it had")
    void restarts() {
        FayeHttpServer first = builder().start();
        try (RawConnection connection = new RawConnection(first)) {
            connection.post("/faye", "[]").reply();
            first.close();
            FayeHttpServer second = server(builder().port(first.port()));
            assertThat(second.port()).isEqualTo(first.port());
        }
    }
}
