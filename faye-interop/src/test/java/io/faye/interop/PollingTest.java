package io.faye.interop;

import static io.faye.interop.BayeuxMessages.connect;
import static io.faye.interop.BayeuxMessages.disconnect;
import static io.faye.interop.BayeuxMessages.handshake;
import static io.faye.interop.BayeuxMessages.publish;
import static io.faye.interop.BayeuxMessages.subscribe;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(World.Shared.class)
@DisplayName("A held poll")
class PollingTest {

    private final String here = Channels.own();

    private String client;
    private RawHttp poll;
    private RawHttp other;
    private long asked;

    @BeforeEach
    void poll(World world) {
        int port = world.server().port();
        client = handshake(port);
        poll = new RawHttp(port);
        other = new RawHttp(port);
        other.post(subscribe(client, here));
        hold(port);
    }

    /** What is published behind the connect is heard when the connect is held. */
    private void hold(int port) {
        String witness = handshake(port);
        try (RawWebSocket socket = RawWebSocket.open(port)) {
            socket.send(connect(witness, 0));
            assertThat(socket.receive().text()).contains("/meta/connect");
            socket.send(subscribe(witness, here + "/held"));
            assertThat(socket.receive().text()).contains("/meta/subscribe");
            String batch = "[" + connect(client) + "," + publish(here + "/held", "held") + "]";
            asked = System.nanoTime();
            poll.send("POST", "/faye", RawHttp.JSON, batch);
            assertThat(socket.receive().text()).contains("held");
        }
    }

    @AfterEach
    void close() {
        poll.close();
        other.close();
    }

    @Test
    @DisplayName("is answered when a message comes")
    void message() {
        other.post(publish(here, "hello"));
        JsonNode replies = WireJson.parse(poll.receive().body());
        assertThat(replies.get(1).get("advice").get("reconnect").asText()).isEqualTo("retry");
        assertThat(replies.get(2)).isEqualTo(WireJson.parse(publish(here, "hello")));
    }

    @Test
    @DisplayName("is answered when the client disconnects")
    void clientDisconnects() {
        other.post(disconnect(client));
        JsonNode reply = WireJson.parse(poll.receive().body()).get(1);
        assertThat(reply.get("successful").asBoolean()).isTrue();
        assertThat(reply.get("advice").get("reconnect").asText()).isEqualTo("retry");
    }

    @Test
    @DisplayName("is answered when the advised timeout has passed, and not before")
    void timeout(World world) {
        JsonNode reply = WireJson.parse(poll.receive().body()).get(1);
        assertThat(reply.get("successful").asBoolean()).isTrue();
        assertThat((System.nanoTime() - asked) / 1_000_000)
                .isBetween(world.server().timeoutMillis(), world.server().timeoutMillis() + 3_000);
    }

    @Test
    @Tag("not-in-faye")
    @DisplayName("is answered when a newer one comes, and told to wait before the next")
    void replaced() {
        other.send("POST", "/faye", RawHttp.JSON, connect(client, 2_000));
        JsonNode reply = WireJson.parse(poll.receive().body()).get(1);
        assertThat(reply.get("successful").asBoolean()).isTrue();
        assertThat(reply.get("advice").get("interval").asInt()).isEqualTo(2_000);
    }

    @Test
    @Tag("not-in-faye")
    @DisplayName("that is given up loses no message")
    void givenUp() {
        poll.socket().hangUp();
        // What is written before the server has noticed is lost with the connection.
        assertThat(poll.socket().read()).isNegative();
        other.post(publish(here, "hello"));
        assertThat(other.post(connect(client)).body()).contains("hello");
    }
}
