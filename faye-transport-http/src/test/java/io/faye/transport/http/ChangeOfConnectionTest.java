package io.faye.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A client that opens a new connection and closes the old one at once gets the next message")
class ChangeOfConnectionTest extends TestServer {

    private static final int CHANGES = 300;

    /** A connection over which messages come. */
    private interface Way {

        /** Waits until the server has processed the connect, if the client can know. */
        void settle();

        /** Waits for a message. */
        void awaitMessage(String text);

        void close();
    }

    private void changes(String client, Function<Integer, Way> opening) {
        try (RawConnection publisher = connection()) {
            Way old = opening.apply(0);
            old.settle();
            publisher.post("/faye", publish("/" + client, "m0.")).reply();
            old.awaitMessage("m0.");
            for (int i = 1; i <= CHANGES; i++) {
                Way now = opening.apply(i);
                old.close();
                now.settle();
                publisher.post("/faye", publish("/" + client, "m" + i + ".")).reply();
                now.awaitMessage("m" + i + ".");
                old = now;
            }
            old.close();
        }
    }

    @Test
    @DisplayName("over a WebSocket")
    void overWebSockets() {
        String client = begin("");
        changes(client, i -> {
            RawWebSocket socket = socket();
            socket.text("{'channel':'/meta/connect','clientId':'" + client + "','connectionType':'websocket','id':'" + i
                    + "'}");
            return new SocketWay(socket);
        });
    }

    private record SocketWay(RawWebSocket socket) implements Way {

        @Override
        public void settle() {
            String answer = socket.text("[]").text();
            while (!answer.equals("[]")) {
                answer = socket.text();
            }
        }

        @Override
        public void awaitMessage(String text) {
            while (!socket.text().contains(text)) {
                assertThat(socket.opening().status()).isEqualTo(101);
            }
        }

        @Override
        public void close() {
            socket.close();
        }
    }

    /** With acknowledgements, because what the kernel has taken for the old poll counts as received otherwise. */
    @Test
    @DisplayName("in the answer to a poll")
    void overPolls() {
        String client = begin(",'ext':{'ack':true}");
        changes(client, i -> {
            RawConnection poll = connection();
            String connect = connect(client).replace("'c1'", "'" + i + "'");
            poll.post("/faye", connect.substring(0, connect.length() - 1) + ",'ext':{'ack':" + i + "}}");
            return new PollWay(poll);
        });
    }

    private record PollWay(RawConnection poll) implements Way {

        @Override
        public void settle() {}

        @Override
        public void awaitMessage(String text) {
            assertThat(poll.reply().body()).contains(text);
        }

        @Override
        public void close() {
            poll.close();
        }
    }

    @Test
    @DisplayName("over an event stream")
    void overEventStreams() {
        String client = begin("");
        changes(
                client,
                i -> new StreamWay(connection().request("GET", "/faye/" + client, "Accept: text/event-stream")));
    }

    private record StreamWay(RawConnection stream) implements Way {

        @Override
        public void settle() {
            assertThat(stream.reply().status()).isEqualTo(200);
        }

        @Override
        public void awaitMessage(String text) {
            String line = stream.line();
            while (!line.contains(text)) {
                line = stream.line();
            }
        }

        @Override
        public void close() {
            stream.close();
        }
    }

    /** Handshakes, and subscribes to a channel named like the session. */
    private String begin(String more) {
        try (RawConnection connection = connection()) {
            String client = connection
                    .post(
                            "/faye",
                            "{'channel':'/meta/handshake','version':'1.0',"
                                    + "'supportedConnectionTypes':['long-polling']" + more + "}")
                    .reply()
                    .member("clientId");
            connection
                    .post(
                            "/faye",
                            "{'channel':'/meta/subscribe','clientId':'" + client + "','subscription':'/" + client
                                    + "'}")
                    .reply();
            return client;
        }
    }
}
