package io.faye.interop;

import static io.faye.interop.BayeuxMessages.connect;
import static io.faye.interop.BayeuxMessages.disconnect;
import static io.faye.interop.BayeuxMessages.publish;
import static io.faye.interop.BayeuxMessages.subscribe;
import static org.assertj.core.api.Assertions.assertThat;

import io.faye.interop.RawWebSocket.Frame;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(World.Shared.class)
@Tag("servlet")
@DisplayName("A client's WebSocket")
class StreamingTest {

    private final String here = Channels.own();

    private int port;
    private String client;
    private RawWebSocket socket;
    private RawHttp publisher;

    @BeforeEach
    void open(World world) {
        port = world.server().port();
        client = BayeuxMessages.handshake(port);
        socket = RawWebSocket.open(port);
        publisher = new RawHttp(port);
        publisher.post(subscribe(client, here));
    }

    @AfterEach
    void close() {
        socket.close();
        publisher.close();
    }

    @Test
    @DisplayName("gets messages while the connect stays held")
    void whileHeld() {
        socket.send(connect(client, 3_000));
        publisher.post(publish(here, "one"));
        assertThat(socket.receive().text()).isEqualTo(delivery("one"));
        publisher.post(publish(here, "two"));
        assertThat(socket.receive().text()).isEqualTo(delivery("two"));
        nothingCameTo(socket);
        assertThat(socket.receive().text()).contains("/meta/connect");
    }

    @Test
    @DisplayName("gets messages between connects too")
    void betweenConnects() {
        attach(socket, client);
        publisher.post(publish(here, "between"));
        assertThat(socket.receive().text()).isEqualTo(delivery("between"));
    }

    @Test
    @DisplayName("gets nothing before the first connect, and then what was queued, before the connect's reply")
    void beforeFirstConnect() {
        publisher.post(publish(here, "queued"));
        nothingCameTo(socket);
        socket.send(connect(client, 500));
        assertThat(socket.receive().text()).isEqualTo(delivery("queued"));
        assertThat(socket.receive().text()).contains("/meta/connect");
    }

    @Test
    @DisplayName("carries messages as they were written")
    void asWritten() {
        attach(socket, client);
        String message = "{\"foo\":1,\"data\":{\"z\":\"\\ud800\",\"a\":[2]},\"channel\":\"" + here + "\"}";
        publisher.post(message);
        assertThat(socket.receive().text()).isEqualTo("[" + message + "]");
    }

    @Test
    @DisplayName("belongs to the first client that connects in a frame")
    void firstInFrame() {
        String other = BayeuxMessages.handshake(port);
        publisher.post(subscribe(other, here + "/other"));
        socket.send("[" + connect(client, 0) + "," + connect(other, 0) + "]");
        assertThat(socket.receive().text()).contains(client).contains(other);
        publisher.post(publish(here + "/other", "for the second"));
        publisher.post(publish(here, "for the first"));
        assertThat(socket.receive().text()).isEqualTo(delivery("for the first"));
    }

    @Test
    @DisplayName("goes to the client that connects on it, and the held connect of the one before is answered")
    void anotherClient() {
        String other = BayeuxMessages.handshake(port);
        publisher.post(subscribe(other, here + "/other"));
        socket.send(connect(client));
        nothingCameTo(socket);
        socket.send(connect(other));
        assertThat(socket.receive().text()).contains(client).contains("\"successful\":true");
        publisher.post(publish(here, "for the first"));
        publisher.post(publish(here + "/other", "for the other"));
        assertThat(socket.receive().text()).contains("for the other");
    }

    @Test
    @DisplayName("is the one on which it connected last; the older stays open and gets nothing")
    void secondSocket() {
        attach(socket, client);
        try (RawWebSocket second = RawWebSocket.open(port)) {
            attach(second, client);
            publisher.post(publish(here, "moved"));
            assertThat(second.receive().text()).isEqualTo(delivery("moved"));
            nothingCameTo(socket);
        }
    }

    @Test
    @DisplayName("gets the messages, not a poll of the same client")
    void pollBeside() {
        attach(socket, client);
        try (RawHttp poll = new RawHttp(port)) {
            poll.send("POST", "/faye", RawHttp.JSON, connect(client, 300));
            publisher.post(publish(here, "streamed"));
            assertThat(socket.receive().text()).isEqualTo(delivery("streamed"));
            assertThat(poll.receive().body()).doesNotContain("streamed");
        }
    }

    @Test
    @DisplayName("is closed with 1000 after the reply to a disconnect; a held connect gets none")
    void disconnected() {
        socket.send(connect(client));
        socket.send(disconnect(client));
        assertThat(socket.receive().text()).contains("/meta/disconnect").contains("\"successful\":true");
        Frame close = socket.receive();
        assertThat(close.opcode()).isEqualTo(RawWebSocket.CLOSE);
        assertThat(close.closeCode()).isEqualTo(1000);
    }

    @Test
    @DisplayName("stays open after a disconnect if it never connected there")
    void neverConnected() {
        socket.send(disconnect(client));
        assertThat(socket.receive().text()).contains("/meta/disconnect");
        nothingCameTo(socket);
    }

    @Test
    @DisplayName("stays with its client whatever others subscribe to, publish or end over it")
    void othersBeside() {
        attach(socket, client);
        String other = BayeuxMessages.handshake(port);
        socket.send(subscribe(other, here + "/other"));
        assertThat(socket.receive().text()).contains("/meta/subscribe", "\"successful\":true");
        publisher.post(publish(here + "/other", "for the other"));
        nothingCameTo(socket);
        socket.send(disconnect(other));
        assertThat(socket.receive().text()).contains("/meta/disconnect", "\"successful\":true");
        publisher.post(publish(here, "for the client"));
        assertThat(socket.receive().text()).isEqualTo(delivery("for the client"));
    }

    @Test
    @Tag("not-in-faye")
    @DisplayName("brings the reply to a held connect when the same client connects again")
    void connectTwice() {
        socket.send(connect(client));
        socket.send(connect(client, 1_000));
        assertThat(socket.receive().text()).contains("\"id\":\"held\"", "\"successful\":true");
        assertThat(socket.receive().text()).contains("/meta/connect", "\"successful\":true");
    }

    @Test
    @Tag("not-in-faye")
    @DisplayName("carries numbers as they were written")
    void numbersAsWritten() {
        attach(socket, client);
        String message = "{\"channel\":\"" + here + "\",\"data\":[1.0,1E5,1e400,12345678901234567890,-0],\"foo\":0.10}";
        publisher.post(message);
        assertThat(socket.receive().text()).isEqualTo("[" + message + "]");
    }

    private static void attach(RawWebSocket socket, String client) {
        socket.send(connect(client, 0));
        assertThat(socket.receive().text()).contains("/meta/connect").contains("\"successful\":true");
    }

    /** Replies keep their order with deliveries, so an answered request shows that nothing came before. */
    private static void nothingCameTo(RawWebSocket socket) {
        socket.send("[]");
        assertThat(socket.receive().text()).isEqualTo("[]");
    }

    private String delivery(String data) {
        return "[" + publish(here, data) + "]";
    }
}
