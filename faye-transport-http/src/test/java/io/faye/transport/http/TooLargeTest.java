package io.faye.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.transport.http.RawConnection.Reply;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.Deflater;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A message that is larger than the limit")
class TooLargeTest extends TestServer {

    private static final int LIMIT = 10_000;
    private static final String REFUSED = "\"successful\":false,\"error\":\"413:message,10000:Message too large\"}";

    @BeforeEach
    void limit() {
        server(builder()
                .deflate()
                .limits(HttpLimits.builder().maxBody(LIMIT).maxMessage(LIMIT).build()));
    }

    private static String large(String id) {
        return "{'channel':'/large','data':'" + "x".repeat(LIMIT) + "','clientId':'c','id':'" + id + "'}";
    }

    private static String refused(String id) {
        return "{\"id\":\"" + id + "\",\"channel\":\"/large\",\"clientId\":\"c\"," + REFUSED;
    }

    private static void isRefused(Reply reply, String body) {
        assertThat(reply.status()).isEqualTo(413);
        assertThat(reply.body()).isEqualTo(body);
        assertThat(reply.headers()).containsEntry("connection", "close");
    }

    @Test
    @DisplayName("is refused with its channel and id, which come after the data, and the reply may be read by pages")
    void post() {
        try (RawConnection connection = connection()) {
            Reply reply = connection.post("/faye", large("7"), "Origin: null").reply();
            isRefused(reply, "[" + refused("7") + "]");
            assertThat(reply.headers()).containsEntry("access-control-allow-origin", "null");
            assertThat(connection.isEnded()).isTrue();
        }
    }

    @Test
    @DisplayName("takes the messages with it that came in the same request: nothing of that is processed")
    void batch() {
        try (RawConnection connection = connection();
                RawWebSocket subscriber = socket()) {
            subscriber.join("/small");
            String batch = "[{'channel':'/small','data':1,'id':'1'}," + large("2") + "]";
            isRefused(
                    connection.post("/faye", batch).reply(),
                    "[{\"id\":\"1\",\"channel\":\"/small\"," + REFUSED + "," + refused("2") + "]");
            assertThat(subscriber.text("[]").text()).isEqualTo("[]");
        }
    }

    @Test
    @DisplayName("is refused in chunks too")
    void chunks() {
        String json = large("7").replace('\'', '"');
        try (RawConnection connection = connection()) {
            connection.head(
                    "POST /faye HTTP/1.1", "Host: x", "Content-Type: application/json", "Transfer-Encoding: chunked");
            for (int from = 0; from < json.length(); from += 1_000) {
                String chunk = json.substring(from, Math.min(json.length(), from + 1_000));
                connection.send(Integer.toHexString(chunk.length()) + "\r\n" + chunk + "\r\n");
            }
            isRefused(connection.send("0\r\n\r\n").reply(), "[" + refused("7") + "]");
        }
    }

    @Test
    @DisplayName("is refused in a form too")
    void form() {
        String json = large("a+b %\u00E9").replace('\'', '"');
        String body = "x=1&message=" + URLEncoder.encode(json, StandardCharsets.UTF_8) + "&jsonp=cb";
        try (RawConnection connection = connection()) {
            connection
                    .head(
                            "POST /faye HTTP/1.1",
                            "Host: x",
                            "Content-Type: application/x-www-form-urlencoded",
                            "Content-Length: " + body.length())
                    .send(body);
            isRefused(connection.reply(), "[" + refused("a+b %\u00E9") + "]");
        }
    }

    @Test
    @DisplayName("is refused in a script if a request line holds it that has come as a whole")
    void script() {
        String json = "{'channel':'/large','data':'" + "x".repeat(17_000) + "','clientId':'c','id':'7'}";
        String target =
                "/faye?message=" + URLEncoder.encode(json.replace('\'', '"'), StandardCharsets.UTF_8) + "&jsonp=cb";
        try (RawConnection connection = connection();
                RawConnection elsewhere = connection()) {
            Reply reply = connection.request("GET", target).reply();
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.body()).isEqualTo("/**/cb([" + refused("7").replace("10000", "16384") + "]);");
            assertThat(reply.headers()).containsEntry("connection", "close");
            assertThat(elsewhere
                            .request("GET", "/other?" + "x".repeat(17_000))
                            .reply()
                            .status())
                    .isEqualTo(431);
        }
    }

    @Test
    @DisplayName("is refused with status 200 to Faye's client in browsers, which reads no other")
    void browser() {
        try (RawConnection connection = connection()) {
            Reply reply = connection
                    .post("/faye", large("7"), "X-Requested-With: XMLHttpRequest")
                    .reply();
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.body()).isEqualTo("[" + refused("7") + "]");
        }
    }

    @Test
    @DisplayName("is refused as far as it was read if it stops coming")
    void stalled() {
        try (RawConnection connection = connection()) {
            connection
                    .head("POST /faye HTTP/1.1", "Host: x", "Content-Type: application/json", "Content-Length: 1000000")
                    .send("{\"channel\":\"/large\",\"clientId\":\"c\",\"id\":\"7\",\"data\":\"x");
            isRefused(connection.reply(), "[" + refused("7") + "]");
        }
    }

    @Test
    @DisplayName("is refused without a word about messages if it is none")
    void noMessage() {
        try (RawConnection connection = connection();
                RawConnection elsewhere = connection()) {
            isRefused(connection.post("/faye", "x".repeat(LIMIT + 1)).reply(), "Request body too large");
            isRefused(elsewhere.post("/other", large("7")).reply(), "Request body too large");
        }
    }

    @Test
    @DisplayName("is refused over a WebSocket, which stays open")
    void overSocket() {
        try (RawWebSocket socket = socket()) {
            assertThat(socket.text(large("7")).text()).isEqualTo("[" + refused("7") + "]");
            assertThat(socket.text("[" + large("8") + "," + large("9") + "]").text())
                    .isEqualTo("[" + refused("8") + "," + refused("9") + "]");
            assertThat(socket.text("{'channel':'/a','data':1,'id':'3'}").text())
                    .isEqualTo("[{\"id\":\"3\",\"channel\":\"/a\",\"successful\":true}]");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 4_000})
    @DisplayName("is refused over a WebSocket whatever pieces it comes in")
    void pieces(int size) {
        byte[] frame = RawWebSocket.masked(0x81, large("7").replace('\'', '"').getBytes(StandardCharsets.UTF_8));
        try (RawWebSocket socket = socket()) {
            int exact = Math.min(frame.length, 100 * size);
            for (int from = 0; from < exact; from += size) {
                socket.connection().send(Arrays.copyOfRange(frame, from, Math.min(exact, from + size)));
            }
            socket.connection().send(Arrays.copyOfRange(frame, exact, frame.length));
            assertThat(socket.text()).isEqualTo("[" + refused("7") + "]");
            assertThat(socket.text("[]").text()).isEqualTo("[]");
        }
    }

    @Test
    @DisplayName("is refused over a WebSocket in fragments too")
    void fragments() {
        byte[] json = large("7").replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        try (RawWebSocket socket = socket()) {
            socket.frame(0x01, Arrays.copyOfRange(json, 0, 6_000))
                    .frame(0x89, (byte) 1)
                    .frame(0x00, Arrays.copyOfRange(json, 6_000, 9_000))
                    .frame(0x00, Arrays.copyOfRange(json, 9_000, 10_050))
                    .frame(0x80, Arrays.copyOfRange(json, 10_050, json.length));
            assertThat(socket.frame().first()).isEqualTo(0x8A);
            assertThat(socket.text()).isEqualTo("[" + refused("7") + "]");
            assertThat(socket.text("[]").text()).isEqualTo("[]");
        }
    }

    @Test
    @DisplayName("is refused over a WebSocket if it is too large when inflated")
    void deflated() {
        try (RawWebSocket socket = deflating()) {
            socket.frame(0xC1, deflate(large("7").replace('\'', '"')));
            assertThat(socket.text()).isEqualTo("[" + refused("7") + "]");
            String longer = large("x".repeat(1)).replace("xx", "x".repeat(20)).replace('\'', '"');
            socket.frame(0xC1, deflate(longer));
            assertThat(socket.closeCode()).isEqualTo(1009);
        }
    }

    @Test
    @DisplayName("closes a WebSocket with 1009 if it has no id by which its reply could be known")
    void noId() {
        try (RawWebSocket socket = socket()) {
            socket.text("{'channel':'/large','data':'" + "x".repeat(LIMIT) + "'}");
            assertThat(socket.closeCode()).isEqualTo(1009);
            assertThat(socket.connection().isEnded()).isTrue();
        }
    }

    @Test
    @DisplayName("closes a WebSocket with 1009 after the replies to those messages that have ids")
    void someIds() {
        try (RawWebSocket socket = socket()) {
            socket.text("[" + large("7") + ",{'channel':'/a','data':1}]");
            assertThat(socket.text()).isEqualTo("[" + refused("7") + "]");
            assertThat(socket.closeCode()).isEqualTo(1009);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0x81, 0x01})
    @DisplayName("closes a WebSocket with 1009 after the replies if it stops coming")
    void stalledSocket(int first) {
        byte[] frame = RawWebSocket.masked(
                first,
                "{'channel':'/large','clientId':'c','id':'7','data':'"
                        .concat("x".repeat(first == 0x81 ? 20_000 : 9_900))
                        .replace('\'', '"')
                        .getBytes(StandardCharsets.UTF_8));
        try (RawWebSocket socket = socket()) {
            socket.connection().send(first == 0x81 ? Arrays.copyOf(frame, frame.length - 1) : frame);
            if (first == 0x01) {
                socket.frame(0x00, new byte[1_000]);
            }
            assertThat(socket.text()).isEqualTo("[" + refused("7") + "]");
            assertThat(socket.closeCode()).isEqualTo(1009);
        }
    }

    private RawWebSocket deflating() {
        String[] offer = Arrays.copyOf(RawWebSocket.UPGRADE, RawWebSocket.UPGRADE.length + 1);
        offer[offer.length - 1] = "Sec-WebSocket-Extensions: permessage-deflate";
        return new RawWebSocket(connection(), "/faye", offer);
    }

    private static byte[] deflate(String json) {
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        deflater.setInput(json.getBytes(StandardCharsets.UTF_8));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[1_024];
        int length;
        do {
            length = deflater.deflate(buffer, 0, buffer.length, Deflater.SYNC_FLUSH);
            out.write(buffer, 0, length);
        } while (length == buffer.length);
        deflater.end();
        return Arrays.copyOf(out.toByteArray(), out.size() - 4);
    }
}
