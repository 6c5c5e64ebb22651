package io.faye.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("not-in-faye")
@DisplayName("A session with several connections")
class BurstTest {

    private static final int CONNECTIONS = 10;
    private static final int ROUNDS = 20;

    private final String here = Channels.own();

    @Test
    @DisplayName(
            "publishes a message over each, one after another without waiting for replies, and they arrive in order")
    void inOrder() {
        try (ServerProcess server = ServerProcess.start("burst", 5);
                InteropClient subscriber =
                        new CometdClient(server.url(), Transport.WEBSOCKET, new Inbox(server::story))) {
            subscriber.subscribe(here);
            String client = BayeuxMessages.handshake(server.port());
            for (int round = 0; round < ROUNDS; round++) {
                publish(round * CONNECTIONS, client, server.port());
            }
            subscriber
                    .inbox()
                    .receives(LongStream.range(0, ROUNDS * CONNECTIONS)
                            .<Object>mapToObj(Long::valueOf)
                            .toList());
        }
    }

    private void publish(int first, String client, int port) {
        List<RawHttp> connections = new ArrayList<>();
        try {
            for (int i = 0; i < CONNECTIONS; i++) {
                connections.add(new RawHttp(port));
            }
            for (int i = 0; i < CONNECTIONS; i++) {
                connections.get(i).sendRaw(request(client, first + i));
            }
            for (RawHttp connection : connections) {
                assertThat(connection.receive().body()).contains("\"successful\":true");
            }
        } finally {
            connections.forEach(RawHttp::close);
        }
    }

    /** In one piece: the kernel would keep a second one until the first is confirmed. */
    private String request(String client, int data) {
        String message = "{\"channel\":\"" + here + "\",\"clientId\":\"" + client + "\",\"data\":" + data + "}";
        return "POST /faye HTTP/1.1\r\nHost: localhost\r\n" + RawHttp.JSON + "Content-Length: " + message.length()
                + "\r\n\r\n" + message;
    }
}
