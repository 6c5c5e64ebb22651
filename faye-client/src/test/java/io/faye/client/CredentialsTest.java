package io.faye.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.auth.Authentication;
import io.faye.auth.SignedTokens;
import io.faye.client.Server.Way;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A client of a secured server")
class CredentialsTest {

    private final SignedTokens tokens = SignedTokens.of("a secret of at least thirty-two bytes");
    private final Server server = new Server(
            Duration.ofSeconds(30),
            options -> options.extension(
                    Authentication.builder().authenticator(tokens).build()));
    private final States states = new States();
    private final Inbox inbox = new Inbox();
    private final AtomicReference<String> token = new AtomicReference<>("");

    @AfterEach
    void stop() {
        server.close();
    }

    private FayeClient open(Way way) {
        return server.client(way).token(token::get).listener(states).build();
    }

    private String valid() {
        return tokens.issue("ada", Instant.now().plus(Duration.ofMinutes(10)));
    }

    @ParameterizedTest(name = "by {0}")
    @EnumSource
    @DisplayName("gets in with its token")
    void entersWithToken(Way way) {
        token.set(valid());
        try (FayeClient client = open(way)) {
            client.subscribe("/a", inbox).join();
            client.publish("/a", 1).join();
            inbox.receives("1");
        }
    }

    @ParameterizedTest(name = "by {0}")
    @EnumSource
    @DisplayName("learns why it is refused, fails what waits, and gets in when its token is good")
    void refused(Way way) {
        token.set("nonsense");
        try (FayeClient client = open(way)) {
            RefusedException refused = (RefusedException) Wait.fault("a subscription", client.subscribe("/a", inbox));
            assertThat(refused.error()).isEqualTo("401::Wrong credential");
            assertThat(states.upTo("waiting")).isEqualTo("waiting: 401::Wrong credential");
            token.set(valid());
            client.subscribe("/a", inbox).join();
            client.publish("/a", 1).join();
            inbox.receives("1");
        }
    }

    @Test
    @DisplayName("waits while the application has no token, and says so")
    void withoutToken() {
        try (FayeClient client = server.client(Way.WEBSOCKET)
                .listener(states)
                .token(() -> {
                    if (token.get().isEmpty()) {
                        throw new IllegalStateException("nobody has logged in");
                    }
                    return token.get();
                })
                .build()) {
            var subscription = client.subscribe("/a", inbox);
            assertThat(states.upTo("waiting"))
                    .isEqualTo("waiting: The application gave no token: nobody has logged in");
            token.set(valid());
            Wait.until("the subscription", subscription);
        }
    }

    @Test
    @DisplayName("is asked for a new token by the server before the first one expires, and goes on in its session")
    void renews() {
        SignedTokens own = SignedTokens.of("a secret of at least thirty-two bytes");
        AtomicReference<Integer> asked = new AtomicReference<>(0);
        try (Server renewing = new Server(
                        Duration.ofSeconds(30),
                        options -> options.extension(Authentication.builder()
                                .authenticator(own)
                                .renewal(Duration.ofMinutes(1))
                                .build()));
                FayeClient client = renewing.client(Way.WEBSOCKET)
                        .token(() -> {
                            boolean first = asked.getAndUpdate(count -> count + 1) == 0;
                            return own.issue("ada", Instant.now().plus(Duration.ofSeconds(first ? 20 : 600)));
                        })
                        .build()) {
            client.subscribe("/a", inbox).join();
            renewing.publish("/a", 1, 1);
            inbox.receives("1");
            Awaitility.await("the second token").atMost(Wait.LIMIT).until(() -> asked.get() >= 2);
            renewing.publish("/a", 2, 2);
            inbox.receivesNumbers(2);
        }
    }

    @Test
    @DisplayName("learns what something in front of the server says with 401")
    void filter() throws Exception {
        try (WebSite site = new WebSite(exchange -> WebSite.reply(401, "Please log in"));
                FayeClient client =
                        Way.WEBSOCKET.builder(site.uri()).listener(states).build()) {
            RefusedException refused = (RefusedException) Wait.fault("a publish", client.publish("/a", 1));
            assertThat(refused.code()).isEqualTo(401);
            assertThat(refused.text()).isEqualTo("Please log in");
        }
    }

    @Test
    @DisplayName("shows what a proxy says in place of the server, and goes on trying")
    void proxyPage() throws Exception {
        try (WebSite site = new WebSite(exchange -> WebSite.reply(503, "<html>Back soon</html>"));
                FayeClient client =
                        Way.WEBSOCKET.builder(site.uri()).listener(states).build()) {
            client.publish("/a", 1);
            assertThat(states.upTo("waiting")).contains("HTTP 503 '<html>Back soon</html>'");
            states.upTo("connecting");
        }
    }

    @Test
    @DisplayName("is closed when the server wants no more of it, with the reason")
    void dismissed() throws Exception {
        String dismissal = "[{\"id\":\"%s\",\"channel\":\"/meta/handshake\",\"successful\":false,"
                + "\"error\":\"403::No more\",\"advice\":{\"reconnect\":\"none\"}}]";
        try (WebSite site = new WebSite(exchange -> WebSite.reply(200, dismissal.formatted("2")));
                FayeClient client =
                        Way.WEBSOCKET.builder(site.uri()).listener(states).build()) {
            Throwable fault = Wait.fault("a publish", client.publish("/a", 1));
            assertThat(fault)
                    .isInstanceOf(ClientClosedException.class)
                    .hasMessage("The server wants no more of this client: 403::No more")
                    .hasCauseInstanceOf(RefusedException.class);
            states.upTo("closed: The server wants no more");
        }
    }
}
