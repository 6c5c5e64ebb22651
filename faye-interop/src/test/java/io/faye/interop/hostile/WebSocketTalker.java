package io.faye.interop.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.faye.interop.BayeuxMessages;
import io.faye.interop.RawWebSocket;
import io.faye.interop.WireJson;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** A talker on a WebSocket. */
final class WebSocketTalker implements Talker {

    /** So that its session never ends, however short the server's timeout is, and however slowly they talk. */
    private static final Duration CONNECT_EVERY = Duration.ofMillis(500);

    private final RawWebSocket socket;
    private final String id;
    private final String hears;
    private final String speaks;
    private final Deque<String> heard = new ArrayDeque<>();
    private long connected = System.nanoTime();

    WebSocketTalker(int port, String hears, String speaks) {
        this.hears = hears;
        this.speaks = speaks;
        this.socket = RawWebSocket.open(port);
        socket.send(BayeuxMessages.HANDSHAKE);
        this.id = WireJson.issuedClientId(socket.receive().text()).orElseThrow();
        socket.send("[" + BayeuxMessages.subscribe(id, hears) + "," + BayeuxMessages.connect(id, 0) + "]");
        assertThat(socket.receive().text()).contains("/meta/connect").doesNotContain("\"successful\":false");
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public void say(int number) {
        long now = System.nanoTime();
        if (now - connected > CONNECT_EVERY.toNanos()) {
            connected = now;
            socket.send(BayeuxMessages.connect(id, 0));
        }
        socket.send(BayeuxMessages.publish(speaks, String.valueOf(number)));
    }

    @Override
    public void hear(int number) {
        while (heard.isEmpty()) {
            for (JsonNode message : WireJson.parse(socket.receive().text())) {
                if (message.path("channel").asText().equals(hears) && message.has("data")) {
                    heard.add(message.get("data").asText());
                }
            }
        }
        assertThat(heard.remove()).isEqualTo(String.valueOf(number));
    }

    @Override
    public void close() {
        socket.close();
    }
}
