package io.faye.interop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(World.Shared.class)
@DisplayName("Over HTTP")
class HttpConformanceTest {

    private static final String ORIGIN = "Origin: http://example.com\r\n";

    private RawHttp http;

    @BeforeEach
    void connect(World world) {
        http = new RawHttp(world.server().port());
    }

    @AfterEach
    void close() {
        http.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/faye", "/faye/", "/faye/handshake", "/faye/connect", "/faye/a/b/c", "/faye?x=1"})
    @DisplayName("everything at and below the mount is answered")
    void paths(String target) {
        assertThat(http.request("POST", target, RawHttp.JSON, "[]").body()).isEqualTo("[]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/fayex", "/FAYE", "/", "/other/faye"})
    @Tag("not-in-faye")
    @DisplayName("other paths are not ours")
    void otherPaths(String target) {
        assertThat(http.request("POST", target, RawHttp.JSON, "[]").body()).isNotEqualTo("[]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"application/json", "application/json;charset=UTF-8", "application/json; charset=utf-8; x=y"})
    @DisplayName("JSON is told by its content type, whatever its parameters")
    void contentTypes(String type) {
        assertThat(http.request("POST", "/faye", "Content-Type: " + type + "\r\n", "[]")
                        .body())
                .isEqualTo("[]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"text\"", "1", "true", "{", "[1", "{\"channel\"}", "nonsense", "\uFEFF[]", "[] x"})
    @DisplayName("a body that is no JSON object or array is a bad request, without CORS or cache headers")
    void badBodies(String body) {
        HttpReply reply = http.request("POST", "/faye", RawHttp.JSON + ORIGIN, body);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body()).isEqualTo("Bad request");
        assertThat(reply.header("Content-Type")).isEqualTo("text/plain; charset=utf-8");
        assertThat(reply.headers()).doesNotContainKeys("Access-Control-Allow-Origin", "Cache-Control");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "PATCH"})
    @DisplayName("other methods are bad requests")
    void otherMethods(String method) {
        HttpReply reply = http.request(method, "/faye", RawHttp.JSON, "[]");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body()).isEqualTo("Bad request");
    }

    @Test
    @DisplayName("HEAD is a bad request")
    void head() {
        http.sendRaw("HEAD /faye HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assertThat(http.receiveStatusLine()).startsWith("HTTP/1.1 400");
    }

    @Test
    @DisplayName("replies have their type, are not cached and not sniffed")
    void replyHeaders() {
        HttpReply reply = http.post("[]");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Content-Type")).isEqualTo("application/json; charset=utf-8");
        assertThat(reply.header("Cache-Control")).isEqualTo("no-cache, no-store");
        assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"channel\":\"no channel\",\"data\":1}",
                "{\"channel\":\"/meta/connect\"}",
                "{\"channel\":\"/meta/handshake\"}"
            })
    @DisplayName("a failure of Bayeux has the status of a success")
    void bayeuxFailures(String message) {
        HttpReply reply = http.post(message);
        assertThat(reply.body()).contains("\"successful\":false");
        assertThat(reply.status()).isEqualTo(200);
    }

    @Test
    @DisplayName("the content length counts bytes")
    void contentLength() {
        HttpReply reply = http.post("{\"channel\":\"/length\",\"data\":1,\"id\":\"\u00e9\u20ac\"}");
        assertThat(WireJson.parse(reply.body()).get(0).get("id").asText()).isEqualTo("\u00e9\u20ac");
        assertThat(reply.header("Content-Length"))
                .isEqualTo(String.valueOf("[{'id':'..','channel':'/length','successful':true}]".length() + 3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://example.com", "https://example.com:8443", "null"})
    @DisplayName("an origin is allowed, with credentials")
    void origins(String origin) {
        HttpReply reply = http.request("POST", "/faye", RawHttp.JSON + "Origin: " + origin + "\r\n", "[]");
        assertThat(reply.header("Access-Control-Allow-Origin")).isEqualTo(origin);
        assertThat(reply.header("Access-Control-Allow-Credentials")).isEqualTo("true");
    }

    @Test
    @DisplayName("without an origin there are no CORS headers")
    void noOrigin() {
        assertThat(http.post("[]").headers())
                .doesNotContainKeys("Access-Control-Allow-Origin", "Access-Control-Allow-Credentials");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/faye", "/faye/", "/faye/connect"})
    @DisplayName("a preflight is answered")
    void preflight(String target) {
        HttpReply reply = http.request("OPTIONS", target, ORIGIN + "Access-Control-Request-Method: POST\r\n", "");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).isEmpty();
        assertThat(reply.headers())
                .containsEntry("Access-Control-Allow-Origin", "http://example.com")
                .containsEntry("Access-Control-Allow-Credentials", "true")
                .containsEntry("Access-Control-Allow-Methods", "POST, GET")
                .containsEntry("Access-Control-Max-Age", "86400")
                .containsEntry(
                        "Access-Control-Allow-Headers",
                        "Accept, Authorization, Content-Type, Pragma, X-CSRF-Token, X-Requested-With");
    }

    @Test
    @DisplayName("a preflight without an origin allows any")
    void preflightWithoutOrigin() {
        assertThat(http.request("OPTIONS", "/faye", "", "").header("Access-Control-Allow-Origin"))
                .isEqualTo("*");
    }

    @Test
    @Tag("not-in-faye")
    @DisplayName("any origin is never allowed together with credentials, and a referer never shown")
    void preflightWithReferer() {
        HttpReply reply = http.request("OPTIONS", "/faye", "Referer: http://example.com/secret?token=1\r\n", "");
        assertThat(reply.header("Access-Control-Allow-Origin")).doesNotContain("secret");
        assertThat(http.request("OPTIONS", "/faye", "", "").headers())
                .doesNotContainKey("Access-Control-Allow-Credentials");
    }

    @Test
    @DisplayName("chunked bodies are taken")
    void chunked() {
        http.sendRaw("POST /faye HTTP/1.1\r\nHost: localhost\r\n" + RawHttp.JSON
                + "Transfer-Encoding: chunked\r\n\r\n1\r\n[\r\n1\r\n]\r\n0\r\n\r\n");
        assertThat(http.receive().body()).isEqualTo("[]");
    }

    @Test
    @DisplayName("HTTP/1.0 is answered")
    void oldHttp() {
        http.sendRaw("POST /faye HTTP/1.0\r\n" + RawHttp.JSON + "Content-Length: 2\r\n\r\n[]");
        assertThat(http.receiveStatusLine()).contains(" 200 ");
    }

    @Test
    @DisplayName("pipelined requests are answered in order, also when the first waits")
    void pipelined(World world) {
        String client = BayeuxMessages.handshake(world.server().port());
        http.send("POST", "/faye", RawHttp.JSON, BayeuxMessages.connect(client, 200));
        http.send("POST", "/faye", RawHttp.JSON, "[]");
        assertThat(http.receive().body()).contains("/meta/connect");
        assertThat(http.receive().body()).isEqualTo("[]");
    }

    @Test
    @DisplayName("a large body is taken")
    void largeBody() {
        String large = BayeuxMessages.publish(Channels.own(), "x".repeat(900_000));
        assertThat(http.post(large).body()).contains("\"successful\":true");
    }

    @Test
    @Tag("not-in-faye")
    @DisplayName("a body of more than 1 MiB is refused")
    void tooLargeBody() {
        http.sendRaw("POST /faye HTTP/1.1\r\nHost: localhost\r\n" + RawHttp.JSON + "Content-Length: 1048577\r\n\r\n");
        assertThat(http.receiveStatusLine()).contains(" 413 ");
    }

    @Test
    @DisplayName("a header block of more than 16 KiB is refused")
    void tooLongHeaders() {
        http.sendRaw("POST /faye HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(17_000) + "\r\n\r\n");
        assertThat(http.receiveStatusLine()).contains(" 431 ");
    }

    @Test
    @Tag("not-in-faye")
    @DisplayName("an upgrade to something else is ignored, as HTTP/1.1 has it")
    void otherUpgrade() {
        String upgrade = "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n";
        assertThat(http.request("POST", "/faye", RawHttp.JSON + upgrade, "[]").body())
                .isEqualTo("[]");
    }
}
