package io.faye.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A message of many pieces")
class LongReplyTest extends TestServer {

    private static final String LONG = "0123456789".repeat(90_000);
    private static final String[] BUFFERS = {"as much as the kernel likes", "little"};

    static Stream<Arguments> buffers() {
        return Stream.of(Arguments.of(BUFFERS[0], 0), Arguments.of(BUFFERS[1], 16 << 10));
    }

    private void publishAll(String... messages) {
        try (RawConnection publisher = connection()) {
            for (String message : messages) {
                assertThat(publisher
                                .post("/faye", publish("/a", message))
                                .reply()
                                .body())
                        .contains("\"successful\":true");
            }
        }
    }

    private static String delivery(String data) {
        return "{\"channel\":\"/a\",\"data\":\"" + data + "\"}";
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("buffers")
    @DisplayName("comes in the reply to a poll, and the next reply behind it")
    void polls(String name, int buffer) {
        try (RawConnection poll = new RawConnection(server(), buffer)) {
            String client = subscribe(poll, "/a");
            publishAll("short", LONG);
            poll.post("/faye", connect(client)).post("/faye", "[]");
            assertThat(poll.reply().body())
                    .startsWith("[{")
                    .endsWith("}," + delivery("short") + "," + delivery(LONG) + "]");
            assertThat(poll.reply().body()).isEqualTo("[]");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("buffers")
    @DisplayName("comes in a script that calls back")
    void callbacks(String name, int buffer) {
        try (RawConnection poll = new RawConnection(server(), buffer)) {
            String client = subscribe(poll, "/a");
            publishAll("\u2028", LONG);
            String message = URLEncoder.encode("[" + connect(client).replace('\'', '"') + "]", StandardCharsets.UTF_8);
            String script = poll.request("GET", "/faye?jsonp=cb&message=" + message)
                    .reply()
                    .body();
            assertThat(script)
                    .startsWith("/**/cb([{")
                    .endsWith("}," + delivery("\\u2028") + "," + delivery(LONG) + "]);");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("buffers")
    @DisplayName("comes over a WebSocket as one frame, and what follows behind it")
    void sockets(String name, int buffer) {
        try (RawWebSocket socket = new RawWebSocket(new RawConnection(server(), buffer), "/faye")) {
            socket.join("/a");
            publishAll(LONG, "next");
            socket.text("[{'id':'1','channel':'/b','data':1}]").frame(0x89, (byte) 'p');
            String first = socket.text();
            assertThat(first).isEqualTo("[" + delivery(LONG) + "]");
            assertThat(Stream.of(socket.frame(), socket.frame(), socket.frame())
                            .map(frame -> frame.first() == 0x8A ? "pong" : text(frame)))
                    .containsExactlyInAnyOrder(
                            "[" + delivery("next") + "]",
                            "[{\"id\":\"1\",\"channel\":\"/b\",\"successful\":true}]",
                            "pong");
        }
    }

    private static String text(RawWebSocket.Frame frame) {
        assertThat(frame.first()).isEqualTo(0x81);
        return new String(frame.payload(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("buffers")
    @DisplayName("comes over a WebSocket in the reply to a connect of a client that acknowledges")
    void acknowledged(String name, int buffer) {
        try (RawWebSocket socket = new RawWebSocket(new RawConnection(server(), buffer), "/faye")) {
            socket.text("{'channel':'/meta/handshake','version':'1.0','supportedConnectionTypes':['websocket'],"
                    + "'ext':{'ack':true}}");
            String client = new RawConnection.Reply(200, Map.of(), socket.text()).member("clientId");
            socket.text("{'channel':'/meta/subscribe','clientId':'" + client + "','subscription':'/a'}")
                    .text();
            publishAll(LONG);
            socket.text(connect(client)).text("[]");
            assertThat(socket.text()).contains("\"ack\":1").endsWith("}," + delivery(LONG) + "]");
            assertThat(socket.text()).isEqualTo("[]");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("buffers")
    @DisplayName("comes over an event stream as one event, and what follows behind it")
    void eventStreams(String name, int buffer) {
        try (RawConnection stream = new RawConnection(server(), buffer);
                RawConnection other = connection()) {
            String client = subscribe(other, "/a");
            stream.request("GET", "/faye/" + client, "Accept: text/event-stream");
            assertThat(stream.reply().status()).isEqualTo(200);
            assertThat(stream.line()).startsWith("retry");
            publishAll(LONG, "next");
            assertThat(event(stream)).isEqualTo("data: [" + delivery(LONG) + "]");
            assertThat(event(stream)).isEqualTo("data: [" + delivery("next") + "]");
        }
    }

    private static String event(RawConnection stream) {
        String line = stream.line();
        while (!line.startsWith("data:")) {
            line = stream.line();
        }
        return line;
    }

    @Test
    @DisplayName("is not compressed, although others are")
    void deflating() {
        server(builder().deflate());
        String[] offer = Stream.concat(
                        Stream.of(RawWebSocket.UPGRADE), Stream.of("Sec-WebSocket-Extensions: permessage-deflate"))
                .toArray(String[]::new);
        try (RawWebSocket socket = new RawWebSocket(connection(), "/faye", offer)) {
            socket.join("/a");
            publishAll(LONG, "x".repeat(100_000));
            assertThat(socket.text()).isEqualTo("[" + delivery(LONG) + "]");
            RawWebSocket.Frame compressed = socket.frame();
            assertThat(compressed.first()).isEqualTo(0xC1);
            assertThat(compressed.payload()).hasSizeLessThan(10_000);
        }
    }
}
