package io.faye.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.auth.rules.AccessRules;
import io.faye.auth.rules.Action;
import io.faye.auth.rules.Authorization;
import io.faye.auth.rules.Subject;
import io.faye.protocol.ClientId;
import io.faye.protocol.Message;
import io.faye.server.BayeuxServer;
import io.faye.server.MessageSink.CloseReason;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("In a service of two servers on one Redis a principal")
class ServiceTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static RedisService redis;

    private final SignedTokens tokens = SignedTokens.of("a secret that nobody else could know");
    private final ExecutorService wire = Executors.newSingleThreadExecutor();
    private final Authentication here = authentication();
    private final Authentication there = authentication();
    private volatile Instant now = START;
    private BayeuxServer first;
    private BayeuxServer second;
    private ClientId client;

    private Authentication authentication() {
        return Authentication.builder()
                .authenticator(tokens)
                .required()
                .leeway(Duration.ofSeconds(5))
                .clock(() -> now)
                .build();
    }

    @BeforeAll
    static void startRedis() {
        redis = new RedisService();
    }

    @AfterAll
    static void stopRedis() {
        redis.close();
    }

    @BeforeEach
    void begin() {
        first = server(here);
        second = server(there);
        client = at(first).begin(Visitor.token(tokens.issue("ada", START.plusSeconds(60))));
    }

    private static BayeuxServer server(Authentication authentication) {
        AccessRules rules = AccessRules.builder()
                .allow(Subject.authenticated(), Action.HANDSHAKE)
                .allow(Subject.named("user"), Action.SUBSCRIBE, "/users/{user}")
                .allow(Subject.named("user"), Action.PUBLISH, "/users/{user}")
                .build();
        return BayeuxServer.builder()
                .engine("redis", redis.options())
                .timeout(Duration.ofSeconds(30))
                .extension(authentication)
                .extension(Authorization.of(rules))
                .build();
    }

    @AfterEach
    void stop() {
        first.close();
        second.close();
        wire.shutdownNow();
    }

    private Visitor at(BayeuxServer server) {
        return new Visitor(server, wire, false);
    }

    private static String of(ClientId session) {
        return ",'clientId':'" + session + "'";
    }

    @Test
    @DisplayName("is obeyed by the rules of the server that did not see its token")
    void known() {
        Visitor visitor = at(second);

        assertThat(visitor.subscribe(client, "/users/bob").error()).contains("403:/users/bob:Forbidden channel");
        assertThat(visitor.publish("/users/bob", "x", of(client)).error()).contains("403:/users/bob:Forbidden channel");
        assertThat(visitor.subscribe(client, "/users/ada").isSuccessful()).isTrue();
        assertThat(at(first).publish("/users/ada", "x", of(client)).isSuccessful())
                .isTrue();
    }

    @Test
    @DisplayName("is the only one of its session, also for the other server")
    void alone() {
        String bob = Visitor.token(tokens.issue("bob", START.plusSeconds(60)));

        assertThat(at(second).publish("/users/ada", "x", of(client) + bob).error())
                .contains("403::The session is somebody else's");
    }

    @Test
    @DisplayName("is disconnected from both by one")
    void disconnected() {
        Visitor listener = new Visitor(second, wire, true);
        listen(listener);
        ClientId other = at(second).begin(Visitor.token(tokens.issue("ada", START.plusSeconds(60))));
        ClientId bob = at(second).begin(Visitor.token(tokens.issue("bob", START.plusSeconds(60))));

        assertThat(Visitor.await(here.disconnect("ada"))).isEqualTo(2);

        assertThat(listener.closes()).isEqualTo(CloseReason.SESSION_ENDED);
        for (BayeuxServer server : new BayeuxServer[] {first, second}) {
            for (ClientId gone : new ClientId[] {client, other}) {
                assertThat(at(server).poll(gone, "").error()).contains("401:" + gone + ":Unknown client");
            }
            assertThat(at(server).poll(bob, "").isSuccessful()).isTrue();
        }
    }

    /** Only who is attached is told of the end over its connection: one who is just coming learns it as an answer. */
    private void listen(Visitor listener) {
        assertThat(at(second).subscribe(client, "/users/ada").isSuccessful()).isTrue();
        listener.connect(client, "");
        assertThat(at(first).publish("/users/ada", "marker", of(client)).isSuccessful())
                .isTrue();
        listener.receivesUntil("marker");
    }

    @Test
    @DisplayName("has expired for both")
    void expires() {
        now = START.plusSeconds(65);

        Message connect = at(second).poll(client, "");
        assertThat(connect.error()).contains("401:" + client + ":Authentication expired");
        assertThat(at(first).poll(client, "").error()).contains("401:" + client + ":Unknown client");
    }
}
