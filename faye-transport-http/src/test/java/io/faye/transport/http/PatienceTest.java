package io.faye.transport.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The server waits only so long")
class PatienceTest extends TestServer {

    private static final int POLICY = 1008;
    private static final int GOING_AWAY = 1001;
    private static final Duration SHORT = Duration.ofMillis(300);
    /** For tests that have to be faster themselves, on a machine that does other things too. */
    private static final Duration LONGER = Duration.ofSeconds(1);

    private static final byte[] NOTHING = {};

    private void hurried(Duration time) {
        server(builder()
                .limits(HttpLimits.builder()
                        .bodyTimeout(time)
                        .minBodyRate(1_000)
                        .build()));
    }

    private void forgetful(Duration time) {
        server(builder().limits(HttpLimits.builder().idleTimeout(time).build()));
    }

    /** Goes on with something until the server speaks, ten seconds at most. */
    private static int closeCode(RawWebSocket socket, Consumer<RawWebSocket> goingOn) {
        for (int i = 0; i < 500 && !socket.connection().hears(Duration.ofMillis(20)); i++) {
            goingOn.accept(socket);
        }
        return socket.lastCloseCode();
    }

    @Test
    @DisplayName("for the rest of a message whose fragments stop")
    void fragmentsStop() {
        hurried(SHORT);
        try (RawWebSocket socket = socket()) {
            socket.frame(0x01, (byte) '[');
            assertThat(socket.closeCode()).isEqualTo(POLICY);
            assertThat(socket.connection().isEnded()).isTrue();
        }
    }

    @Test
    @DisplayName("for the rest of a frame that stops, at its head or later")
    void frameStops() {
        hurried(SHORT);
        try (RawWebSocket head = socket();
                RawWebSocket payload = socket()) {
            head.connection().send(new byte[] {(byte) 0x81});
            payload.connection().send(new byte[] {(byte) 0x81, (byte) 0xFE, 1, 0, 1, 2, 3, 4, '['});
            assertThat(head.closeCode()).isEqualTo(POLICY);
            assertThat(payload.closeCode()).isEqualTo(POLICY);
        }
    }

    @Test
    @DisplayName("for a message of which empty fragments come, and pings, and no end")
    void emptyFragments() {
        hurried(SHORT);
        try (RawWebSocket socket = socket()) {
            socket.frame(0x01, (byte) '[');
            assertThat(closeCode(socket, open -> {
                        for (int i = 0; i < 20; i++) {
                            open.frame(0x00, NOTHING).frame(0x8A, new byte[100]);
                        }
                    }))
                    .isEqualTo(POLICY);
        }
    }

    @Test
    @DisplayName("but bears with a message that comes steadily, and with what is quiet between messages")
    void steadily() {
        hurried(LONGER);
        try (RawWebSocket steady = socket();
                RawWebSocket quiet = socket()) {
            String client = quiet.join("/a");
            steady.frame(0x01, "{\"channel\":\"/a\",\"data\":\"".getBytes(US_ASCII));
            for (int i = 0; i < 40; i++) {
                assertThat(steady.connection().hears(Duration.ofMillis(40))).isFalse();
                steady.frame(0x00, "x".repeat(1_000).getBytes(US_ASCII));
            }
            steady.frame(0x80, (byte) '"', (byte) '}');
            assertThat(steady.text()).contains("\"successful\":true");
            assertThat(quiet.text()).as("to %s", client).contains("xxx");
        }
    }

    @Test
    @DisplayName("for a first word over a WebSocket")
    void silentSocket() {
        forgetful(SHORT);
        try (RawWebSocket socket = socket()) {
            assertThat(socket.closeCode()).isEqualTo(GOING_AWAY);
            assertThat(socket.connection().isEnded()).isTrue();
        }
    }

    @Test
    @DisplayName("for a client that gives signs of life but says nothing")
    void pings() {
        forgetful(SHORT);
        try (RawWebSocket socket = socket()) {
            assertThat(closeCode(socket, open -> open.frame(0x8A, NOTHING))).isEqualTo(GOING_AWAY);
        }
    }

    @Test
    @DisplayName("for a client that shook hands and does not connect, but not while it says something")
    void unconnected() {
        forgetful(LONGER);
        try (RawWebSocket socket = socket()) {
            socket.handshake();
            for (int i = 0; i < 30; i++) {
                assertThat(socket.connection().hears(Duration.ofMillis(50))).isFalse();
                assertThat(socket.text("[]").text()).isEqualTo("[]");
            }
            assertThat(socket.closeCode()).isEqualTo(GOING_AWAY);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",'advice':{'timeout':0}"})
    @DisplayName("as long as it likes when it is connected, whether the connect is held or not")
    void connected(String advice) {
        forgetful(LONGER);
        try (RawWebSocket connected = socket();
                RawWebSocket abandoned = socket();
                RawConnection publisher = connection()) {
            String client = subscribe(publisher, "/a");
            connected.text("[{'channel':'/meta/connect','clientId':'" + client + "','connectionType':'websocket'"
                    + advice + "}]");
            assertThat(abandoned.closeCode()).isEqualTo(GOING_AWAY);
            try (RawWebSocket another = socket()) {
                assertThat(another.closeCode()).isEqualTo(GOING_AWAY);
            }
            new RawConnection(server())
                    .post("/faye", publish("/a", "still here"))
                    .reply();
            String heard = connected.text();
            assertThat(heard.contains("still here") ? heard : connected.text()).contains("still here");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/faye", "/faye/nobody", "/faye/0123456789abcdefghijklmnopqrstu"})
    @DisplayName("for the client of an event stream that has none")
    void strangersStream(String path) {
        forgetful(SHORT);
        try (RawConnection stream = connection().request("GET", path, "Accept: text/event-stream")) {
            assertThat(stream.reply().status()).isEqualTo(200);
            assertThat(stream.isEnded()).isTrue();
        }
    }

    @Test
    @DisplayName("as long as it likes when its event stream is open, until another one takes its place")
    void streams() {
        forgetful(LONGER);
        try (RawConnection first = connection();
                RawConnection second = connection()) {
            String client = subscribe(second, "/a");
            first.request("GET", "/faye/" + client, "Accept: text/event-stream");
            assertThat(first.reply().status()).isEqualTo(200);
            assertThat(first.line()).contains("retry");
            assertThat(first.line()).isEmpty();
            assertThat(second.isEnded()).as("an idle connection ends").isTrue();
            try (RawWebSocket socket = socket()) {
                assertThat(socket.text(publish("/a", "here")).text()).contains("\"successful\":true");
                assertThat(first.line()).contains("here");
                RawConnection another = connection();
                another.request("GET", "/faye/" + client, "Accept: text/event-stream");
                assertThat(another.reply().status()).isEqualTo(200);
                assertThat(first.isEnded()).isTrue();
                another.close();
            }
        }
    }
}
