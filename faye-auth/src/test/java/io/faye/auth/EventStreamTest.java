package io.faye.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.auth.limits.RateLimits;
import io.faye.auth.limits.RateLimits.Scope;
import io.faye.extension.Extension;
import io.faye.protocol.Json;
import io.faye.server.BayeuxServer;
import io.faye.server.BayeuxServerBuilder;
import io.faye.transport.http.FayeHttpServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The event stream of a session")
class EventStreamTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final SignedTokens tokens = SignedTokens.of("a secret that nobody else could know");
    private final HttpClient http = HttpClient.newHttpClient();
    private volatile Instant now = START;
    private FayeHttpServer server;

    @AfterEach
    void stop() {
        server.close();
    }

    private void serve(Extension... extensions) {
        BayeuxServerBuilder bayeux = BayeuxServer.builder();
        Stream.of(extensions).forEach(bayeux::extension);
        server = FayeHttpServer.builder().host("localhost").bayeux(bayeux).start();
    }

    private Authentication authentication() {
        return Authentication.builder()
                .authenticator(tokens)
                .required()
                .leeway(Duration.ZERO)
                .clock(() -> now)
                .build();
    }

    private String token(String user) {
        return tokens.issue(user, START.plusSeconds(60));
    }

    private Json post(String json) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(server.uri())
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(json.replace('\'', '"')))
                .build();
        return Json.parse(http.send(request, BodyHandlers.ofString()).body())
                .elements()
                .get(0);
    }

    /** Begins a session that listens to a channel. */
    private String begin(String auth) throws Exception {
        String client = post("{'channel':'/meta/handshake','version':'1.0','supportedConnectionTypes':['eventsource']"
                        + auth + "}")
                .field("clientId")
                .flatMap(Json::asString)
                .orElseThrow();
        post("{'channel':'/meta/subscribe','subscription':'/a','clientId':'" + client + "'}");
        return client;
    }

    private HttpResponse<Stream<String>> open(String client, String... headers) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.uri() + "/" + client))
                .header("accept", "text/event-stream")
                .headers(headers)
                .build();
        return http.send(request, BodyHandlers.ofLines());
    }

    private void carries(HttpResponse<Stream<String>> stream, String client) throws Exception {
        assertThat(stream.statusCode()).isEqualTo(200);
        post("{'channel':'/a','data':'hello','clientId':'" + client + "'}");
        try (Stream<String> lines = stream.body()) {
            assertThat(lines.filter(line -> line.startsWith("data:")).findFirst())
                    .contains("data: [{\"channel\":\"/a\",\"data\":\"hello\"}]");
        }
    }

    private static void isRefused(HttpResponse<Stream<String>> stream, String why) {
        assertThat(stream.statusCode()).isEqualTo(403);
        assertThat(stream.body()).containsExactly(why);
    }

    @Test
    @DisplayName("opens with the user's own credential, and without one, which a browser cannot send")
    void own() throws Exception {
        serve(authentication());
        String client = begin(Visitor.token(token("ada")));

        carries(open(client, "authorization", "Bearer " + token("ada")), client);
        carries(open(client, "x-other", "1"), client);
    }

    @Test
    @DisplayName("is refused with the credential of another user")
    void others() throws Exception {
        serve(authentication());
        String client = begin(Visitor.token(token("ada")));

        isRefused(open(client, "authorization", "Bearer " + token("bob")), "403::The session is somebody else's");
        carries(open(client, "x-other", "1"), client);
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage", "e30.e30.e30", "expired"})
    @DisplayName("is refused with a credential that is wrong or has expired")
    void wrong(String given) throws Exception {
        serve(authentication());
        String client = begin(Visitor.token(token("ada")));
        String shown = given.equals("expired") ? tokens.issue("ada", START.minusSeconds(1)) : given;

        isRefused(open(client, "authorization", "Bearer " + shown), "401::Wrong credential");
    }

    @Test
    @DisplayName("is refused when the session's principal has expired")
    void expired() throws Exception {
        serve(authentication());
        String client = begin(Visitor.token(token("ada")));
        now = START.plusSeconds(61);

        isRefused(open(client, "x-other", "1"), "401:" + client + ":Authentication expired");
    }

    @Test
    @DisplayName("counts for limits: one too many is opened, told when to come again, and closed")
    void limited() throws Exception {
        serve(RateLimits.builder().clock(() -> 0).messages(Scope.ADDRESS, 1, 4).build());
        String client = begin("");
        open(client, "x-other", "1");
        open("of nobody".replace(' ', '_'), "x-other", "1");

        HttpResponse<Stream<String>> tooMany = open(client, "x-other", "1");
        assertThat(tooMany.statusCode()).isEqualTo(200);
        assertThat(tooMany.body()).containsExactly("retry: 1000", "", ":429:messages,1000:Too many requests", "");
    }

    @Test
    @DisplayName(
            "needs no token against cross-site requests: a browser cannot send one, and the id is not to be guessed")
    void crossSite() throws Exception {
        serve(CsrfProtection.byToken(request -> Optional.of("token")));
        String client = begin(",'ext':{'csrfToken':'token'}");

        carries(open(client, "cookie", "SID=1"), client);
    }

    @Test
    @DisplayName("is shown to extensions that look at origins")
    void origins() throws Exception {
        serve(AllowedOrigins.of("https://example.org"));
        String client = begin("");

        isRefused(open(client, "origin", "https://example.com"), "403::Origin not allowed");
        assertThat(List.of(open(client, "origin", "https://example.org").statusCode()))
                .containsExactly(200);
    }
}
