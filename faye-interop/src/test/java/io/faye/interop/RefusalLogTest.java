package io.faye.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("not-in-faye")
@DisplayName("What the server refuses is in its log")
class RefusalLogTest {

    private static final String SECRET = "secret";

    private ServerProcess server;
    private RawHttp http;

    @BeforeEach
    void start() {
        server = ServerProcess.start("refusals", 5, "--max-message-size", "10k", "--max-batch-size", "3");
        http = new RawHttp(server.port());
    }

    @AfterEach
    void stop() {
        http.close();
        server.close();
    }

    private String logged() {
        http.close();
        server.stop();
        String log = server.log();
        assertThat(log).doesNotContain(SECRET).doesNotContain("\u001b");
        return log;
    }

    @Test
    @DisplayName("with the limit that a message passes, its channel and its sender's address")
    void limits() {
        String client = BayeuxMessages.handshake(server.port());
        http.post("[" + String.join(",", Collections.nCopies(5, BayeuxMessages.publish("/a", SECRET))) + "]");
        http.post(publish("/b", "[".repeat(200) + "]".repeat(200)));
        http.post(publish("/" + "c".repeat(300), "1"));
        http.post("{\"channel\":\"/d\",\"data\":1,\"id\":\"" + "1".repeat(300) + "\"}");

        assertThat(logged())
                .contains(
                        line("a request may have 3 messages", "400:messages", "/a"),
                        line("a message may have 100 levels of arrays and objects", "400:nesting", "/b"),
                        "the name of a channel may have 256 characters and 32 segments (error=400:channel, channel=/ccc",
                        line("an id may have 256 bytes", "400:id", "/d"))
                .doesNotContain(client);
    }

    @Test
    @DisplayName("with the name that is no channel, or forbidden, without control characters")
    void names() {
        String client = BayeuxMessages.handshake(server.port());
        http.post(publish("/stock/GOOG.N", "\"" + SECRET + "\""));
        http.post(BayeuxMessages.subscribe(client, "/service/x\\u001b[31m"));
        http.post(BayeuxMessages.subscribe(client, "/service/x"));
        http.post(BayeuxMessages.connect("0000000000000000000000000000abc"));

        assertThat(logged())
                .contains(
                        line("Invalid channel", "405", "/stock/GOOG.N"),
                        line("Forbidden channel", "403", "/meta/subscribe of \"/service/x\""),
                        line("Unknown client", "401", "/meta/connect"))
                .doesNotContain(client, "0000000000000000000000000000abc");
    }

    private static String line(String reason, String error, String channel) {
        return "Refused a message: " + reason + " (error=" + error + ", channel=" + channel
                + ", address=127.0.0.1, transport=long-polling, similar lines left out=0)";
    }

    private static String publish(String channel, String data) {
        return "{\"channel\":\"" + channel + "\",\"data\":" + data + "}";
    }

    @Test
    @DisplayName("with how large a message is")
    void tooLarge() {
        String large = BayeuxMessages.publish("/a", SECRET + "x".repeat(10 << 10));
        assertThat(http.post(large).body()).contains("413:message,10240:Message too large");
        try (RawWebSocket socket = RawWebSocket.open(server.port())) {
            socket.send(large);
            assertThat(socket.receive().closeCode()).isEqualTo(1009);
        }

        assertThat(logged())
                .contains("Refused a message that is too large (bytes=" + large.length()
                        + ", limit=10240, channel=/a, address=127.0.0.1, transport=long-polling,"
                        + " similar lines left out=0); see --max-message-size");
    }

    @Test
    @DisplayName("with what is wrong with a request")
    void requests() {
        http.post("{\"channel\":\"/a\",\"data\":\"" + SECRET + "\"");
        try (RawHttp odd = new RawHttp(server.port())) {
            odd.sendRaw("DELETE /faye?" + SECRET + " HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(odd.receiveStatusLine()).contains(" 400 ");
        }
        try (RawWebSocket socket = RawWebSocket.open(server.port())) {
            socket.sendRaw(new byte[] {(byte) 0x81, 2, '[', ']'});
            assertThat(socket.receive().closeCode()).isEqualTo(1003);
        }

        assertThat(logged())
                .contains(
                        "Refused a request: its messages are no JSON object or array (status=400, address=127.0.0.1,",
                        "Refused a request: its method is none of POST, GET and OPTIONS (status=400,",
                        "Closing a WebSocket: a frame had no mask (code=1003, address=127.0.0.1,");
    }
}
