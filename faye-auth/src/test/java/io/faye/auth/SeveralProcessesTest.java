package io.faye.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.engine.Engine;
import io.faye.engine.EngineCapabilities;
import io.faye.engine.EngineContext;
import io.faye.engine.EngineOptions;
import io.faye.engine.EngineProvider;
import io.faye.protocol.ClientId;
import io.faye.server.BayeuxServer;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("In a service of several processes a principal")
class SeveralProcessesTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final ExecutorService wire = Executors.newSingleThreadExecutor();
    private final EngineProvider shared = new OneEngine();
    private final SignedTokens tokens = SignedTokens.of("a secret that nobody else could know");
    private volatile Instant now = START;
    private final Authentication authentication = authentication();
    private final BayeuxServer first = server(authentication());
    private final BayeuxServer second = server(authentication);

    private Authentication authentication() {
        return Authentication.builder()
                .authenticator(tokens)
                .required()
                .clock(() -> now)
                .build();
    }

    private BayeuxServer server(Authentication extension) {
        return BayeuxServer.builder()
                .engine(shared, EngineOptions.none())
                .extension(extension)
                .build();
    }

    @AfterEach
    void stop() {
        second.close();
        first.close();
        wire.shutdownNow();
    }

    private Visitor at(BayeuxServer server) {
        return new Visitor(server, wire, false);
    }

    private String token(String user, int seconds) {
        return Visitor.token(tokens.issue(user, START.plusSeconds(seconds)));
    }

    private ClientId begin() {
        return at(first).begin(token("ada", 60));
    }

    @Test
    @DisplayName("is known in each, and nobody else may use its session in any")
    void known() {
        ClientId client = begin();

        assertThat(at(second).publish("/a", "x", ",'clientId':'" + client + "'").isSuccessful())
                .isTrue();
        assertThat(at(second).poll(client, token("bob", 60)).error()).contains("403::The session is somebody else's");
    }

    @Test
    @DisplayName("that is renewed in one goes on in all")
    void renewed() {
        ClientId client = begin();
        now = START.plusSeconds(50);
        at(second).poll(client, token("ada", 600));
        now = START.plusSeconds(500);

        assertThat(at(first).poll(client, "").isSuccessful()).isTrue();
    }

    @Test
    @DisplayName("that expires does in all")
    void expires() {
        ClientId client = begin();
        now = START.plusSeconds(90);

        assertThat(at(second).poll(client, "").error()).contains("401:" + client + ":Authentication expired");
        assertThat(at(first).poll(client, "").error()).contains("401:" + client + ":Unknown client");
    }

    @Test
    @DisplayName("can be disconnected from one in all")
    void disconnected() {
        ClientId client = begin();

        assertThat(Visitor.await(authentication.disconnect("ada"))).isEqualTo(1);
        assertThat(at(first).poll(client, "").isSuccessful()).isFalse();
    }

    /** Gives all servers the engine of the first. */
    private static final class OneEngine implements EngineProvider {

        private Engine engine;

        @Override
        public String name() {
            return "one";
        }

        @Override
        public EngineCapabilities capabilities() {
            return EngineCapabilities.builder().shared().build();
        }

        @Override
        public Engine create(EngineContext context, EngineOptions options) {
            if (engine == null) {
                engine = EngineProvider.named("memory").create(context, options);
            }
            return engine;
        }
    }
}
