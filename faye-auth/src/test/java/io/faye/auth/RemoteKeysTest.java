package io.faye.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.faye.auth.JsonWebTokens.Algorithm;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Keys that somebody publishes")
class RemoteKeysTest {

    private final AtomicInteger requests = new AtomicInteger();
    private volatile String published = "";
    private volatile int status = 200;
    private HttpServer provider;
    private JsonWebTokens tokens;

    @BeforeEach
    void start() throws IOException {
        provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        provider.createContext("/keys", this::answer);
        provider.start();
        URI address = URI.create("http://localhost:" + provider.getAddress().getPort() + "/keys");
        tokens = JsonWebTokens.builder(Algorithm.ES256).keys(address).build();
    }

    @AfterEach
    void stop() {
        provider.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        byte[] body = published.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    /** Publishes new keys in place of the old. */
    private List<KeyPair> publish(String... ids) throws Exception {
        List<KeyPair> pairs = new ArrayList<>();
        List<JsonWebKey> keys = new ArrayList<>();
        for (String id : ids) {
            KeyPair pair = JsonWebTokensTest.pair(Algorithm.ES256);
            PublicJsonWebKey key = PublicJsonWebKey.Factory.newPublicJwk(pair.getPublic());
            key.setKeyId(id);
            pairs.add(pair);
            keys.add(key);
        }
        published = new JsonWebKeySet(keys).toJson();
        return pairs;
    }

    private CompletionStage<Outcome> ask(KeyPair pair, String id) {
        String token = JsonWebTokensTest.sign(JsonWebTokensTest.claims(), "ES256", pair.getPrivate(), id);
        return tokens.authenticate(new Credentials(
                Visit.plain().with("authorization", "Bearer " + token),
                Map.of(),
                new Expiry(() -> Instant.parse("2026-01-01T00:00:00Z"), Duration.ZERO, Duration.ZERO)));
    }

    @Test
    @DisplayName("are read once for many tokens, also for those that come at the same time")
    void cached() throws Exception {
        List<KeyPair> pairs = publish("one", "two");
        List<CompletionStage<Outcome>> outcomes = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            outcomes.add(ask(pairs.get(i % 2), i % 2 == 0 ? "one" : "two"));
        }

        for (CompletionStage<Outcome> outcome : outcomes) {
            assertThat(Visitor.await(outcome)).isInstanceOf(Outcome.Known.class);
        }
        assertThat(requests).hasValue(1);
    }

    @Test
    @DisplayName("are read again when a token names a new one, and then the old is not accepted any more")
    void rotation() throws Exception {
        KeyPair old = publish("one").get(0);
        Visitor.await(ask(old, "one"));
        KeyPair young = publish("two").get(0);

        assertThat(Visitor.await(ask(young, "two"))).isInstanceOf(Outcome.Known.class);
        assertThat(Visitor.await(ask(JsonWebTokensTest.pair(Algorithm.ES256), "one")))
                .isInstanceOf(Outcome.Wrong.class);
        assertThat(requests).hasValue(2);
    }

    @Test
    @DisplayName("are not read again for each token that names a key which nobody has")
    void bounded() throws Exception {
        KeyPair pair = publish("one").get(0);
        for (int i = 0; i < 20; i++) {
            assertThat(Visitor.await(ask(pair, "no" + i))).isInstanceOf(Outcome.Wrong.class);
        }

        assertThat(requests).hasValue(2);
    }

    @Test
    @DisplayName("that cannot be read make authentication fail, and work as soon as they can")
    void outage() throws Exception {
        KeyPair pair = publish("one").get(0);
        status = 503;
        assertThatThrownBy(() -> ask(pair, "one").toCompletableFuture().join()).hasRootCauseMessage("status 503");
        status = 200;

        assertThat(Visitor.await(ask(pair, "one"))).isInstanceOf(Outcome.Known.class);
    }

    @Test
    @DisplayName("are still used when they cannot be read again")
    void laterOutage() throws Exception {
        KeyPair pair = publish("one").get(0);
        Visitor.await(ask(pair, "one"));
        provider.stop(0);

        assertThat(Visitor.await(ask(pair, "nobody's"))).isInstanceOf(Outcome.Wrong.class);
        assertThat(Visitor.await(ask(pair, "one"))).isInstanceOf(Outcome.Known.class);
    }
}
