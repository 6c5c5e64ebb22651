package io.faye.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(World.Shared.class)
@DisplayName("A session")
class SessionsTest {

    private static final int TIMEOUT_SECONDS = 1;
    private static final int PAUSE_MILLIS = 30_000;
    private static final Duration LIFE = Duration.ofSeconds(2 * TIMEOUT_SECONDS);
    private static final Duration LATENESS = Duration.ofSeconds(4);

    private static ServerProcess server;

    private final String here = Channels.own();

    @BeforeAll
    static void start() {
        server = ServerProcess.start("sessions", TIMEOUT_SECONDS);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    @DisplayName("ends twice the timeout after its last connect, whatever else it sends")
    void ends() {
        String clock = BayeuxMessages.handshake(server.port());
        String client = BayeuxMessages.handshake(server.port());
        try (RawHttp http = new RawHttp(server.port())) {
            long start = System.nanoTime();
            http.post(BayeuxMessages.connect(client, 0));
            String reply = "\"successful\":true";
            while (reply.contains("\"successful\":true") && isYoung(start)) {
                http.post(BayeuxMessages.connect(clock, 50));
                reply = http.post(BayeuxMessages.subscribe(client, here)).body();
            }
            assertThat(reply).as(server::story).contains("401:" + client + ":Unknown client");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(LIFE);
        }
    }

    @Test
    @DisplayName("whose client has announced a pause does not end before the pause is over")
    void pauses() {
        String paused = BayeuxMessages.handshake(server.port());
        String other = BayeuxMessages.handshake(server.port());
        try (RawHttp http = new RawHttp(server.port())) {
            String announced =
                    http.post(BayeuxMessages.pause(paused, PAUSE_MILLIS)).body();
            assertThat(announced).contains("\"interval\":" + PAUSE_MILLIS);
            http.post(BayeuxMessages.connect(other, 0));
            String clock = BayeuxMessages.handshake(server.port());
            String reply = "\"successful\":true";
            while (reply.contains("\"successful\":true")) {
                http.post(BayeuxMessages.connect(clock, 50));
                reply = http.post(BayeuxMessages.subscribe(other, here)).body();
            }
            assertThat(reply).as(server::story).contains("401:" + other + ":Unknown client");
            assertThat(http.post(BayeuxMessages.subscribe(paused, here)).body()).contains("\"successful\":true");
        }
    }

    @Test
    @DisplayName("that ends closes its WebSocket with 1000")
    void closesWebSocket() {
        String client = BayeuxMessages.handshake(server.port());
        try (RawWebSocket socket = RawWebSocket.open(server.port())) {
            socket.send(BayeuxMessages.connect(client, 0));
            assertThat(socket.receive().text()).contains("\"successful\":true");
            RawWebSocket.Frame close = socket.receive();
            assertThat(close.opcode()).as(server::story).isEqualTo(RawWebSocket.CLOSE);
            assertThat(close.closeCode()).isEqualTo(1000);
        }
    }

    @Test
    @DisplayName("goes on, and keeps messages, when its connection ends")
    void survivesConnection(World world) {
        int port = world.server().port();
        String client = BayeuxMessages.handshake(port);
        try (RawWebSocket socket = RawWebSocket.open(port)) {
            socket.send("[" + BayeuxMessages.subscribe(client, here) + "," + BayeuxMessages.connect(client, 0) + "]");
            assertThat(socket.receive().text()).contains("/meta/subscribe");
            socket.send(RawWebSocket.FINAL | RawWebSocket.CLOSE, new byte[] {3, (byte) 0xE8});
            assertThat(socket.receive().closeCode()).isEqualTo(1000);
        }
        try (RawHttp http = new RawHttp(port)) {
            http.post(BayeuxMessages.publish(here, "kept"));
            assertThat(http.post(BayeuxMessages.connect(client)).body()).contains("kept");
        }
    }

    private static boolean isYoung(long start) {
        return Duration.ofNanos(System.nanoTime() - start).compareTo(LIFE.plus(LATENESS)) < 0;
    }
}
