package io.faye.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.transport.http.RawConnection.Reply;
import io.faye.transport.http.RawWebSocket.Frame;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A WebSocket")
class WebSocketTest extends TestServer {

    @ParameterizedTest
    @ValueSource(strings = {"/faye", "/faye/", "/faye/below/it", "/faye?any=query"})
    @DisplayName("is opened at the mount and below it, without subprotocol and extension")
    void opens(String path) {
        RawConnection connection = connection();
        try (RawWebSocket socket = new RawWebSocket(connection, path)) {
            assertThat(socket.opening().headers())
                    .containsEntry("sec-websocket-accept", "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")
                    .doesNotContainKeys("sec-websocket-protocol", "sec-websocket-extensions");
            assertThat(socket.text("[]").text()).isEqualTo("[]");
        }
    }

    @Test
    @DisplayName("takes frames that come together with the request that opens it")
    void takesEarlyFrames() {
        try (RawConnection connection = connection()) {
            ByteArrayOutputStream together = new ByteArrayOutputStream();
            String request = "GET /faye HTTP/1.1\r\n" + String.join("\r\n", RawWebSocket.UPGRADE) + "\r\n\r\n";
            together.writeBytes(request.getBytes(StandardCharsets.UTF_8));
            together.writeBytes(RawWebSocket.masked(0x81, new byte[] {'[', ']'}));
            connection.send(together.toByteArray());
            assertThat(connection.reply().status()).isEqualTo(101);
            assertThat(connection.bytes(4)).isEqualTo(new byte[] {(byte) 0x81, 2, '[', ']'});
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sec-WebSocket-Version: 8",
                "Sec-WebSocket-Version: 14",
                "Sec-WebSocket-Key: short",
                "Sec-WebSocket-Key: no base64 at all!!!!!!!!",
                "Upgrade: h2c",
                "Connection: keep-alive"
            })
    @DisplayName("is refused with 400 unless it is asked for in every detail, and HTTP goes on")
    void refused(String wrong) {
        String name = wrong.substring(0, wrong.indexOf(':'));
        List<String> headers = new ArrayList<>(Arrays.asList(RawWebSocket.UPGRADE));
        headers.removeIf(header -> header.startsWith(name));
        headers.add(wrong);
        try (RawConnection connection = connection()) {
            Reply reply = connection
                    .request("GET", "/faye", headers.toArray(String[]::new))
                    .reply();
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.body()).isEqualTo("Bad request");
            assertThat(connection.post("/faye", "[]").reply().status()).isEqualTo(200);
        }
    }

    @Test
    @DisplayName("is not opened beside the mount")
    void notElsewhere() {
        try (RawConnection connection = connection()) {
            assertThat(connection
                            .request("GET", "/other", RawWebSocket.UPGRADE)
                            .reply()
                            .status())
                    .isEqualTo(404);
        }
    }

    @Test
    @DisplayName("can be opened on a connection that has polled")
    void opensAfterPolling() {
        RawConnection connection = connection();
        handshake(connection);
        try (RawWebSocket socket = new RawWebSocket(connection, "/faye")) {
            assertThat(socket.text("[]").text()).isEqualTo("[]");
        }
    }

    @Test
    @DisplayName("answers each frame by one frame with an array")
    void answers() {
        try (RawWebSocket socket = socket()) {
            socket.text("[{'id':'1','channel':'/a','data':1},{'id':'2','channel':'/b c','data':2}]");
            assertThat(socket.text())
                    .isEqualTo("[{\"id\":\"1\",\"channel\":\"/a\",\"successful\":true},"
                            + "{\"id\":\"2\",\"channel\":\"/b c\",\"successful\":false,"
                            + "\"error\":\"405:/b c:Invalid channel\"}]");
        }
    }

    @Test
    @DisplayName("delivers to all its subscribers, and only to those")
    void delivers() {
        try (RawWebSocket first = socket();
                RawWebSocket second = socket();
                RawWebSocket other = socket()) {
            first.join("/news/*");
            second.join("/news/sport");
            other.join("/weather");
            other.text("{'channel':'/news/sport','data':{'score':[1.0,2]}}");
            String delivery = "[{\"channel\":\"/news/sport\",\"data\":{\"score\":[1.0,2]}}]";
            assertThat(first.text()).isEqualTo(delivery);
            assertThat(second.text()).isEqualTo(delivery);
            assertThat(other.text()).isEqualTo("[{\"channel\":\"/news/sport\",\"successful\":true}]");
            assertThat(other.text("[]").text()).isEqualTo("[]");
        }
    }

    @Test
    @DisplayName("delivers messages of every size whole and in order")
    void sizes() {
        try (RawWebSocket socket = socket();
                RawWebSocket publisher = socket()) {
            socket.join("/sizes");
            for (int size : new int[] {1, 90, 91, 92, 200, 65_400, 65_600, 500_000}) {
                String data = "x".repeat(size);
                publisher.text("{'channel':'/sizes','data':'" + data + "'}").text();
                assertThat(socket.text()).isEqualTo("[{\"channel\":\"/sizes\",\"data\":\"" + data + "\"}]");
            }
        }
    }

    @Test
    @DisplayName("reads binary frames that hold JSON as well")
    void binary() {
        try (RawWebSocket socket = socket()) {
            socket.frame(0x82, "[]".getBytes(StandardCharsets.UTF_8));
            assertThat(socket.text()).isEqualTo("[]");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "1", "'text'", "true", "null", " null ", "[} ", "[] x"})
    @DisplayName("drops frames that hold no messages, and stays open")
    void drops(String nonsense) {
        try (RawWebSocket socket = socket()) {
            assertThat(socket.text(nonsense).text("[]").text()).isEqualTo("[]");
        }
    }

    @Test
    @DisplayName("refuses a message that passes a limit of the protocol, and divides many replies among frames")
    void protocolLimit() {
        try (RawWebSocket socket = socket()) {
            String missing = "{\"successful\":false,\"error\":\"402:data:Missing required parameter\"}";
            String first = socket.text("[" + "{},".repeat(1_000) + "{}]").text();
            assertThat(first).hasSizeLessThan(64 << 10).matches("\\[\\{.*}]");
            assertThat(first.replaceFirst("]$", ",") + socket.text().substring(1))
                    .isEqualTo("[" + (missing + ",").repeat(1_000)
                            + "{\"successful\":false,\"error\":\"400:messages:Bad request\"}]");
            assertThat(socket.text("[]").text()).isEqualTo("[]");
        }
    }

    @Test
    @DisplayName("answers a ping with the same payload")
    void pong() {
        try (RawWebSocket socket = socket()) {
            Frame pong = socket.frame(0x89, new byte[] {1, 2, 3}).frame();
            assertThat(pong.first()).isEqualTo(0x8A);
            assertThat(pong.payload()).containsExactly(1, 2, 3);
            assertThat(socket.frame(0x89).frame().payload()).isEmpty();
        }
    }

    @Test
    @DisplayName("puts fragments together, with pings between them and characters split over them")
    void fragments() {
        byte[] message = "{\"id\":\"ü€\",\"channel\":\"/a\",\"data\":0}".getBytes(StandardCharsets.UTF_8);
        try (RawWebSocket socket = socket()) {
            socket.frame(0x01, Arrays.copyOfRange(message, 0, 1));
            for (int i = 1; i < message.length; i++) {
                socket.frame(0x00, message[i]);
            }
            socket.frame(0x89, (byte) 7).frame(0x80);
            assertThat(socket.frame().payload()).containsExactly(7);
            assertThat(socket.text()).isEqualTo("[{\"id\":\"ü€\",\"channel\":\"/a\",\"successful\":true}]");
        }
    }

    @Test
    @DisplayName("gives its messages to the client's next connection when it breaks off")
    void keepsMessages() {
        try (RawWebSocket publisher = socket();
                RawWebSocket next = socket()) {
            RawWebSocket broken = socket();
            String client = broken.join("/kept");
            broken.connection().reset();
            publisher.text("{'channel':'/kept','data':'still here'}").text();
            next.text("{'channel':'/meta/connect','clientId':'" + client + "','connectionType':'websocket'}");
            assertThat(next.text()).isEqualTo("[{\"channel\":\"/kept\",\"data\":\"still here\"}]");
        }
    }

    private RawWebSocket subscriber() {
        RawWebSocket socket = socket();
        String client = socket.handshake();
        socket.text("[{'channel':'/meta/subscribe','subscription':'/a','clientId':'" + client + "'}]")
                .text();
        socket.text(connect(client));
        return socket;
    }

    private static String delivery(int number) {
        return "[{\"channel\":\"/a\",\"data\":" + number + "}]";
    }

    /** FayeSwift, Faye clients for Android and for Dart read the first message of a frame only. */
    @Test
    @DisplayName("brings each message in a frame of its own, however many come at once")
    void oneMessageAFrame() {
        List<String> publishes = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            publishes.add("{'channel':'/a','data':" + i + "}");
        }
        try (RawWebSocket socket = subscriber();
                RawConnection publisher = connection()) {
            publisher.post("/faye", publishes.toString()).reply();
            for (int i = 0; i < 200; i++) {
                assertThat(socket.text()).isEqualTo(delivery(i));
            }
        }
    }

    @Test
    @DisplayName("brings replies together if the requests came together, and never with a message")
    void repliesApart() {
        try (RawWebSocket socket = subscriber()) {
            socket.text("[{'channel':'/a','data':0},{'channel':'/a','data':1}]");
            List<String> frames = new ArrayList<>(List.of(socket.text(), socket.text(), socket.text()));
            assertThat(frames).containsSubsequence(delivery(0), delivery(1));
            frames.removeAll(List.of(delivery(0), delivery(1)));
            assertThat(frames).singleElement().asString().containsPattern("successful.*successful");
        }
    }
}
