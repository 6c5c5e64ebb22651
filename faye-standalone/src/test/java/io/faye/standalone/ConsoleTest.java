package io.faye.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.protocol.Channel;
import io.faye.protocol.Json;
import io.faye.transport.http.HttpCall;
import io.faye.transport.http.HttpReply;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The console")
class ConsoleTest {

    private final EventRing events = new EventRing(Duration.ofMillis(300));
    private final EventRecorder recorder = new EventRecorder(events);
    private final ConsoleToken token = ConsoleToken.random();
    private final Console console = new Console("/a\"<b", ConsoleAccess.THIS_MACHINE, token, events);

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "localhost:8000", "127.0.0.1:8000", "[::1]:8000"})
    @DisplayName("is for requests from this machine that name it so")
    void admitsThisMachine(String host) {
        assertThat(get("/", host, "127.0.0.1").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "[::1].evil.example", ""})
    @DisplayName("refuses names that only point to this machine")
    void refusesOtherNames(String host) {
        assertThat(get("/console/events", host, "127.0.0.1").status()).isEqualTo(403);
    }

    @Test
    @DisplayName("refuses other machines, whatever name they give")
    void refusesOtherMachines() {
        assertThat(get("/", "localhost", "203.0.113.7").status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "forwarded",
                "via",
                "x-real-ip",
                "x-forwarded-for",
                "x-forwarded-proto",
                "x-forwarded-host",
                "x-forwarded-port"
            })
    @DisplayName("refuses what a proxy has written a header field into")
    void refusesProxies(String header) {
        Map<String, List<String>> headers = Map.of("host", List.of("localhost"), header, List.of("x"));
        assertThat(reply(console, request("/", shown(token.text()), headers, "HTTP/1.1"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    @DisplayName("refuses HTTP/1.0, which proxies speak and browsers do not")
    void refusesOldVersion() {
        Map<String, List<String>> headers = Map.of("host", List.of("localhost"));
        assertThat(reply(console, request("/", shown(token.text()), headers, "HTTP/1.0"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    @DisplayName("shows events only to a request with the token of this start")
    void refusesEventsWithoutToken() {
        Map<String, List<String>> headers = Map.of("host", List.of("localhost"));
        for (String wrong :
                List.of("", "x", token.text() + "x", ConsoleToken.random().text())) {
            HttpReply reply = reply(console, request("/console/events", shown(wrong), headers, "HTTP/1.1"));
            assertThat(reply.status()).isEqualTo(403);
            assertThat(text(reply)).doesNotContain(token.text());
        }
        assertThat(reply(console, request("/console/events", Map.of(), headers, "HTTP/1.1"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    @DisplayName("has a page to try the server for this machine without the token, which does not tell the token")
    void showsThePageWithoutToken() {
        Map<String, List<String>> headers = Map.of("host", List.of("localhost"));
        HttpReply page = reply(console, request("/", Map.of(), headers, "HTTP/1.1"));
        assertThat(page.status()).isEqualTo(200);
        assertThat(text(page)).contains("data-token=\"\"").doesNotContain(token.text());
    }

    @Test
    @DisplayName("takes the token from a header field too, as its page sends it")
    void takesTokenFromHeader() {
        Map<String, List<String>> headers =
                Map.of("host", List.of("localhost"), "x-console-token", List.of(token.text()));
        assertThat(reply(console, request("/console/events", Map.of(), headers, "HTTP/1.1"))
                        .status())
                .isEqualTo(200);
        assertThat(text(get("/", "localhost", "127.0.0.1"))).contains("data-token=\"" + token.text() + "\"");
    }

    @Test
    @DisplayName("is for other machines when that was asked for")
    void admitsAnybodyIfAsked() {
        Console open = new Console("/faye", ConsoleAccess.ANYBODY, token, events);
        HttpCall call = call("/", "faye.example", "203.0.113.7", Map.of());
        assertThat(reply(open, call).status()).isEqualTo(200);
    }

    @Test
    @DisplayName("has a page that runs no script or style but its own, which bear a mark made for each reply")
    void hasAClosedPage() {
        String nonce = nonce(get("/", "localhost", "127.0.0.1"));
        assertThat(nonce).isNotEqualTo(nonce(get("/", "localhost", "127.0.0.1")));
    }

    private static String nonce(HttpReply page) {
        String policy = page.headers().get("Content-Security-Policy").get(0);
        String nonce = policy.replaceAll(".*script-src 'nonce-([^']+)'.*", "$1");
        assertThat(nonce).matches("[A-Za-z0-9+/]{22}==");
        assertThat(policy).contains("default-src 'none'").endsWith("style-src 'nonce-" + nonce + "'");
        assertThat(text(page).split(" nonce=\"" + Pattern.quote(nonce) + "\"", -1))
                .hasSize(4);
        assertThat(text(page)).doesNotContain("https://", " style=", "onclick=\"", "<script>", "{{");
        return nonce;
    }

    @Test
    @DisplayName("has a page that escapes the mount, and loads the client from below it")
    void knowsTheMount() {
        assertThat(text(get("/", "localhost", "127.0.0.1")))
                .contains("data-mount=\"/a&quot;&lt;b\"", "src=\"/a&quot;&lt;b/client.js\"");
    }

    @Test
    @DisplayName("tells the events after a number, with no more of a session's id than its beginning")
    void tellsEvents() {
        publish("{\"n\":1}");
        publish("{\"n\":2}");
        Json told = Json.parse(text(events("1")));
        assertThat(told.elements()).hasSize(1);
        assertThat(told.elements().get(0).field("number")).contains(Json.of(2));
        assertThat(told.elements().get(0).field("data")).contains(Json.of("{\"n\":2}"));
    }

    @Test
    @DisplayName("holds a request until an event comes")
    void holdsUntilAnEvent() throws Exception {
        EventRing patient = new EventRing(Duration.ofSeconds(20));
        CompletableFuture<List<ConsoleEvent>> held = patient.after(0).toCompletableFuture();
        assertThat(held).isNotDone();
        new EventRecorder(patient).publish(Optional.empty(), Channel.of("/a"), Json.NULL);
        assertThat(held.get(5, TimeUnit.SECONDS))
                .extracting(ConsoleEvent::about)
                .containsExactly("/a");
    }

    @Test
    @DisplayName("answers a held request with nothing when the time is over")
    void answersWhenTheTimeIsOver() {
        assertThat(text(events("0"))).isEqualTo("[]");
    }

    @Test
    @DisplayName("answers held requests when the server stops")
    void answersWhenClosed() throws Exception {
        EventRing patient = new EventRing(Duration.ofSeconds(20));
        CompletableFuture<List<ConsoleEvent>> held = patient.after(0).toCompletableFuture();
        patient.close();
        assertThat(held.get(5, TimeUnit.SECONDS)).isEmpty();
    }

    @Test
    @DisplayName("keeps the last 200 events, in order")
    void keepsTheLast() {
        for (int i = 1; i <= 450; i++) {
            publish(String.valueOf(i));
        }
        assertThat(events.after(0).toCompletableFuture().join())
                .hasSize(EventRing.SIZE)
                .extracting(ConsoleEvent::number)
                .isSorted()
                .startsWith(251L)
                .endsWith(450L);
    }

    @Test
    @DisplayName("tells all events to a page that was open before the server was started again")
    void startsAgain() {
        publish("1");
        assertThat(Json.parse(text(events("999"))).elements()).hasSize(1);
    }

    @Test
    @DisplayName("keeps only the beginning of large data")
    void cutsData() {
        publish("\"" + "x".repeat(100_000) + "\"");
        assertThat(text(events("0"))).hasSizeLessThan(1_000).contains("…");
    }

    private void publish(String data) {
        recorder.publish(Optional.empty(), Channel.of("/a"), Json.parse(data));
    }

    private HttpReply events(String after) {
        Map<String, List<String>> query = Map.of("after", List.of(after), "token", List.of(token.text()));
        return reply(console, call("/console/events", "localhost", "127.0.0.1", query));
    }

    private HttpReply get(String path, String host, String address) {
        Map<String, List<String>> query = Map.of("after", List.of("0"), "token", List.of(token.text()));
        return reply(console, call(path, host, address, query));
    }

    private static HttpReply reply(Console console, HttpCall call) {
        return console.handle(call).toCompletableFuture().join();
    }

    private static Map<String, List<String>> shown(String text) {
        return Map.of("token", List.of(text));
    }

    private static HttpCall request(
            String path, Map<String, List<String>> query, Map<String, List<String>> headers, String version) {
        InetSocketAddress remote = new InetSocketAddress(InetAddress.getLoopbackAddress(), 4711);
        return new HttpCall("GET", path, query, headers, new byte[0], remote, version);
    }

    private static HttpCall call(String path, String host, String address, Map<String, List<String>> query) {
        try {
            InetSocketAddress remote = new InetSocketAddress(InetAddress.getByName(address), 4711);
            return new HttpCall("GET", path, query, Map.of("host", List.of(host)), new byte[0], remote);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private static String text(HttpReply reply) {
        return new String(reply.body(), StandardCharsets.UTF_8);
    }
}
