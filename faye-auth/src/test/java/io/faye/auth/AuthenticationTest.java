package io.faye.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.faye.extension.Exchange;
import io.faye.extension.Extension;
import io.faye.extension.Verdict;
import io.faye.protocol.ClientId;
import io.faye.protocol.Message;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

@DisplayName("An authentication")
class AuthenticationTest extends GuardedServerTest {

    private final SignedTokens tokens = SignedTokens.of("a secret that nobody else could know");
    private final String ada = tokens.issue("ada", START.plusSeconds(600));
    private final String bob = tokens.issue("bob", START.plusSeconds(600));
    private final List<String> publishers = new CopyOnWriteArrayList<>();

    /** Knows whoever says a name after a greeting, now or later; an authenticator of one's own. */
    private final Authenticator greeting = credentials -> credentials
            .auth("greeting")
            .map(text -> CompletableFuture.supplyAsync(
                    () -> AuthenticationResult.authenticated(Principal.of(text.substring(3)))))
            .orElseGet(() -> CompletableFuture.completedFuture(AuthenticationResult.absent()));

    @Override
    List<Extension> guards() {
        Authentication authentication = Authentication.builder()
                .authenticator(tokens)
                .authenticator(greeting)
                .clock(() -> now)
                .build();
        return List.of(authentication, new Extension() {
            @Override
            public Verdict incoming(Message message, Exchange exchange) {
                if (message.data().isPresent()) {
                    publishers.add(Principal.of(exchange).map(Principal::name).orElse("nobody"));
                }
                return Verdict.pass(message);
            }
        });
    }

    private Optional<String> userOf(ClientId client) {
        Map<String, String> attributes =
                Visitor.await(server.sessions().attributes(client)).orElseThrow();
        return Principal.of(attributes).map(Principal::name);
    }

    @Test
    @DisplayName("keeps with a session whom its handshake's token names")
    void handshake() {
        ClientId client = http().begin(Visitor.token(ada));

        assertThat(userOf(client)).contains("ada");
    }

    @Test
    @DisplayName("refuses a token that comes after a handshake without one, and leaves the session nobody's")
    void tooLate() {
        Visitor visitor = http();
        ClientId client = visitor.begin("");

        Message published = visitor.publish("/a", "with", ",'clientId':'" + client + "'" + Visitor.token(ada));
        assertThat(published.error()).contains("401:" + client + ":Authenticate with a new handshake");
        assertThat(published.field("advice").orElseThrow()).hasToString("{\"reconnect\":\"handshake\"}");
        Message polled = visitor.poll(client, Visitor.token(ada));
        assertThat(polled.error()).contains("401:" + client + ":Authenticate with a new handshake");
        assertThat(polled.field("advice").orElseThrow()).hasToString("{\"reconnect\":\"handshake\"}");
        assertThat(userOf(client)).isEmpty();
        assertThat(publishers).isEmpty();
        assertThat(visitor.poll(client, "").isSuccessful()).isTrue();
    }

    @Test
    @DisplayName("takes a token from the header Authorization: Bearer")
    void bearer() {
        ClientId client =
                http().by(Visit.plain().with("authorization", "bearer  " + ada)).begin("");

        assertThat(userOf(client)).contains("ada");
    }

    @Test
    @DisplayName("takes the answer of an authenticator of one's own, which may come later")
    void ownAuthenticator() {
        ClientId client = http().begin(",'ext':{'auth':{'greeting':'hi eve'}}");

        assertThat(userOf(client)).contains("eve");
    }

    @Test
    @DisplayName("knows who publishes without a session, for that message alone")
    void withoutSession() {
        http().askAll(
                        "[{'channel':'/a','data':1%s},{'channel':'/a','data':2},{'channel':'/a','data':3%s}]",
                        Visitor.token(ada), Visitor.token(bob));

        assertThat(publishers).containsExactly("ada", "nobody", "bob");
    }

    @Test
    @DisplayName("lets those without a credential through as nobody, if none is required")
    void nobody() {
        Visitor visitor = http();

        assertThat(userOf(visitor.begin(""))).isEmpty();
        assertThat(visitor.publish("/a", "x", "").isSuccessful()).isTrue();
        assertThat(publishers).containsExactly("nobody");
    }

    @Test
    @DisplayName("refuses a wrong credential with 401, and never takes its sender for nobody instead")
    void wrong() {
        for (String credential : List.of(
                Visitor.token(ada + "x"),
                Visitor.token(ada.replace("faye1.", "faye1.x")),
                Visitor.token("faye1."),
                Visitor.token("faye1.."),
                Visitor.token("faye1.e30." + ada.substring(ada.lastIndexOf('.') + 1)),
                Visitor.token(""),
                Visitor.token("whatever"),
                ",'ext':{'auth':{'token':null}}",
                ",'ext':{'auth':{'token':['" + ada + "']}}",
                ",'ext':{'auth':'" + ada + "'}",
                ",'ext':{'auth':{}}",
                ",'ext':{'AUTH':{'token':'" + ada + "'}}")) {
            assertThat(http().shakeHands(credential).error()).as(credential).contains("401::Wrong credential");
            assertThat(http().publish("/a", "x", credential).error())
                    .as(credential)
                    .contains("401::Wrong credential");
        }
        Visitor header = http().by(Visit.plain().with("authorization", "Bearer nonsense"));
        assertThat(header.shakeHands("").error()).contains("401::Wrong credential");
        assertThat(publishers).isEmpty();
    }

    @Test
    @DisplayName("refuses a token after its expiry and the leeway, not before")
    void expiredToken() {
        now = START.plusSeconds(629);
        assertThat(http().shakeHands(Visitor.token(ada)).isSuccessful()).isTrue();
        now = START.plusSeconds(630);
        assertThat(http().shakeHands(Visitor.token(ada)).error()).contains("401::Wrong credential");
    }

    @Test
    @DisplayName("advises to shake hands again when it refuses a connect, and later when it refuses a handshake")
    void advice() {
        Visitor visitor = http();
        ClientId client = visitor.begin("");

        assertThat(visitor.poll(client, Visitor.token("no")).field("advice").orElseThrow())
                .hasToString("{\"reconnect\":\"handshake\"}");
        assertThat(visitor.shakeHands(Visitor.token("no")).field("advice").orElseThrow())
                .hasToString("{\"reconnect\":\"handshake\",\"interval\":5000}");
    }

    @Test
    @DisplayName(
            "tells the log who shows wrong credentials, how and why, in a line a second at most, and no credential")
    void logsRefusals() {
        Logger logger = (Logger) LoggerFactory.getLogger(Authentication.class);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        logger.addAppender(lines);
        long begin = System.nanoTime();
        for (int i = 0; i < 50; i++) {
            http().publish("/a", "x", Visitor.token("faye1.guess" + i + ".AAAA"));
        }
        long seconds = Duration.ofNanos(System.nanoTime() - begin).toSeconds();
        logger.detachAppender(lines);

        List<String> warnings = lines.list.stream()
                .filter(line -> line.getLevel() == Level.WARN)
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
        assertThat(warnings).hasSizeBetween(1, (int) seconds + 1);
        assertThat(warnings.get(0))
                .isEqualTo("Refused a credential from 192.0.2.1 by long-polling: a token that was not signed here"
                        + " (0 more such lines were left out)");
        assertThat(lines.list).hasSize(50).noneMatch(line -> line.getFormattedMessage()
                .contains("guess"));
    }

    @Test
    @DisplayName("answers 500, and not with what nobody's rights allow, when an authenticator fails")
    void failing() {
        Message reply = http().publish("/a", "x", ",'ext':{'auth':{'greeting':'hi'}}");

        assertThat(reply.error()).contains("500::Internal server error");
        assertThat(publishers).isEmpty();
    }

    @Test
    @DisplayName("ends all sessions of a principal, and nobody else's")
    void disconnect() {
        Authentication authentication = (Authentication) server.extensions().get(0);
        ClientId first = http().begin(Visitor.token(ada));
        ClientId second = http().begin(Visitor.token(ada));
        ClientId other = http().begin(Visitor.token(bob));
        ClientId nobody = http().begin("");

        assertThat(Visitor.await(authentication.disconnect("ada"))).isEqualTo(2);
        for (ClientId client : List.of(first, second)) {
            assertThat(http().poll(client, "").error()).contains("401:" + client + ":Unknown client");
        }
        for (ClientId client : List.of(other, nobody)) {
            assertThat(http().poll(client, "").isSuccessful()).isTrue();
        }
    }

    @Test
    @DisplayName("goes through as many sessions as there are to find those of a principal")
    void disconnectMany() {
        Authentication authentication = (Authentication) server.extensions().get(0);
        for (int i = 0; i < 1_100; i++) {
            http().begin(i % 3 == 0 ? Visitor.token(ada) : "");
        }

        assertThat(Visitor.await(authentication.disconnect("ada"))).isEqualTo(367);
        assertThat(Visitor.await(authentication.disconnect("ada"))).isZero();
    }

    @Test
    @DisplayName("has an authenticator, and times that are not negative")
    void settings() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Authentication.builder().build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Authentication.builder().leeway(Duration.ofMillis(-1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Authentication.builder().renewal(Duration.ofMillis(-1)));
    }
}
