package io.faye.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.transport.http.RawWebSocket.Frame;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("With permessage-deflate a WebSocket")
class DeflateTest extends TestServer {

    private static final int DEFLATED_TEXT = 0xC1;
    private static final String ANSWER = "permessage-deflate; server_no_context_takeover; client_no_context_takeover";

    private RawWebSocket offering(FayeHttpServerBuilder builder, String offer) {
        String[] headers = Stream.concat(
                        Arrays.stream(RawWebSocket.UPGRADE), Stream.of("Sec-WebSocket-Extensions: " + offer))
                .toArray(String[]::new);
        return new RawWebSocket(new RawConnection(server(builder)), "/faye", headers);
    }

    private RawWebSocket deflating() {
        return offering(builder().deflate(), "permessage-deflate; client_max_window_bits");
    }

    private static byte[] deflate(byte[] plain) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        deflater.setInput(plain);
        byte[] out = new byte[plain.length + 1_000];
        int length = deflater.deflate(out, 0, out.length, Deflater.SYNC_FLUSH);
        deflater.end();
        return Arrays.copyOf(out, length - 4);
    }

    private static byte[] deflate(String json) {
        return deflate(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private static String inflate(Frame frame) throws DataFormatException {
        assertThat(frame.first()).isEqualTo(DEFLATED_TEXT);
        Inflater inflater = new Inflater(true);
        byte[] input = Arrays.copyOf(frame.payload(), frame.payload().length + 4);
        input[input.length - 1] = -1;
        input[input.length - 2] = -1;
        inflater.setInput(input);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[1_000];
        for (int n = inflater.inflate(buffer); n > 0; n = inflater.inflate(buffer)) {
            out.write(buffer, 0, n);
        }
        inflater.end();
        return out.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "permessage-deflate > ''",
                "permessage-deflate; client_max_window_bits > ''",
                "x-webkit-deflate-frame, permessage-deflate;server_no_context_takeover > ''",
                "permessage-deflate; server_max_window_bits=10, permessage-deflate > ''",
                "permessage-deflate; server_max_window_bits=15 > ; server_max_window_bits=15",
                "permessage-deflate; server_max_window_bits = \"15\" > ; server_max_window_bits=15",
                "x; a=\"b, permessage-deflate\"; unknown, permessage-deflate > ''"
            })
    @DisplayName("takes the first offer that it can keep")
    void negotiates(String offer, String more) {
        try (RawWebSocket socket = offering(builder().deflate(), offer)) {
            assertThat(socket.opening().headers()).containsEntry("sec-websocket-extensions", ANSWER + more);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"permessage-deflate; server_max_window_bits=9", "permessage-deflate; x=1", "permessage-bzip2"})
    @DisplayName("is not compressed if no offer can be kept")
    void declines(String offer) {
        try (RawWebSocket socket = offering(builder().deflate(), offer)) {
            assertThat(socket.opening().headers()).doesNotContainKey("sec-websocket-extensions");
            assertThat(socket.frame(DEFLATED_TEXT, deflate("[]")).closeCode()).isEqualTo(1002);
        }
    }

    @Test
    @DisplayName("is not compressed unless the server was asked to")
    void offByDefault() {
        try (RawWebSocket socket = offering(builder(), "permessage-deflate")) {
            assertThat(socket.opening().headers()).doesNotContainKey("sec-websocket-extensions");
            assertThat(socket.text("[]").text()).isEqualTo("[]");
        }
    }

    @Test
    @DisplayName("carries large messages compressed and small ones as they are, beside one that is not compressed")
    void carries() throws DataFormatException {
        try (RawWebSocket alice = deflating();
                RawWebSocket bob = deflating();
                RawWebSocket carol = socket();
                RawConnection publisher = connection()) {
            alice.join("/a");
            bob.join("/a");
            carol.join("/a");
            for (int i = 0; i < 3; i++) {
                String large = ("large " + i + " ").repeat(10_000);
                publisher.post("/faye", publish("/a", large)).reply();
                Frame frame = alice.frame();
                assertThat(frame.payload()).hasSizeLessThan(2_000);
                assertThat(inflate(frame)).contains(large);
                assertThat(inflate(bob.frame())).contains(large);
                assertThat(carol.text()).contains(large);
            }
            publisher.post("/faye", publish("/a", "small")).reply();
            assertThat(alice.text()).contains("small");
        }
    }

    @Test
    @DisplayName("takes compressed messages, whole and in fragments, and others between")
    void takes() {
        try (RawWebSocket socket = deflating()) {
            assertThat(socket.frame(DEFLATED_TEXT, deflate(publish("/a", "b"))).text())
                    .contains("\"successful\":true");
            byte[] message = deflate(publish("/a", "x".repeat(1_000)));
            socket.frame(0x41, Arrays.copyOf(message, 10));
            socket.frame(0x89, (byte) 7);
            assertThat(socket.frame().first()).isEqualTo(0x8A);
            assertThat(socket.frame(0x80, Arrays.copyOfRange(message, 10, message.length))
                            .text())
                    .contains("\"successful\":true");
            assertThat(socket.text("[]").text()).isEqualTo("[]");
            assertThat(socket.frame(DEFLATED_TEXT, deflate("[]")).text()).isEqualTo("[]");
        }
    }

    @Test
    @DisplayName("takes messages up to the limit")
    void greatest() {
        String around = publish("/a", "");
        String data = "x".repeat((1 << 20) - around.length());
        try (RawWebSocket socket = deflating()) {
            assertThat(socket.frame(DEFLATED_TEXT, deflate(publish("/a", data))).text())
                    .contains("\"successful\":true");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {(1 << 20) + 1, 1 << 28})
    @DisplayName("is closed with 1009 if a message is above the limit when inflated, and others go on")
    void bomb(int size) {
        try (RawWebSocket socket = deflating();
                RawWebSocket other = socket()) {
            assertThat(socket.frame(DEFLATED_TEXT, deflate(new byte[size])).closeCode())
                    .isEqualTo(1009);
            assertThat(other.text("[]").text()).isEqualTo("[]");
        }
    }

    @Test
    @DisplayName("is closed with 1007 if what comes cannot be inflated")
    void corrupt() {
        try (RawWebSocket socket = deflating()) {
            byte[] nonsense = new byte[100];
            Arrays.fill(nonsense, (byte) 0xFF);
            assertThat(socket.frame(DEFLATED_TEXT, nonsense).closeCode()).isEqualTo(1007);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0xC9, 0xC8, 0xA1, 0x91, 0xF1})
    @DisplayName("is closed with 1002 if reserved bits are where nobody put them")
    void reservedBits(int first) {
        try (RawWebSocket socket = deflating()) {
            assertThat(socket.frame(first).closeCode()).isEqualTo(1002);
        }
    }

    @Test
    @DisplayName("answers every message of a flood that grows a thousandfold, in order, and others in between")
    void flood() {
        String blanks = " ".repeat(200_000);
        try (RawWebSocket flooding = deflating();
                RawWebSocket other = socket()) {
            ByteArrayOutputStream flood = new ByteArrayOutputStream();
            for (int i = 0; i < 10; i++) {
                flood.writeBytes(RawWebSocket.masked(
                        DEFLATED_TEXT, deflate("[" + blanks + "{'id':'" + i + "','channel':'/a','data':0}]")));
            }
            flooding.connection().send(flood.toByteArray());
            assertThat(other.text("[]").text()).isEqualTo("[]");
            for (int i = 0; i < 10; i++) {
                assertThat(flooding.text()).startsWith("[{\"id\":\"" + i + "\"");
            }
        }
    }
}
