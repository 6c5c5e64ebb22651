package io.faye.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.faye.auth.jwt.JsonWebTokens;
import io.faye.auth.jwt.JsonWebTokens.Algorithm;
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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

@DisplayName("Keys that somebody publishes")
class RemoteKeysTest {

    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicLong nanos = new AtomicLong(-5);
    private final CountDownLatch testEnds = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Logger logger = (Logger) LoggerFactory.getLogger(JsonWebTokens.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private volatile String published = "";
    private volatile int status = 200;
    private volatile boolean stuck;
    private HttpServer provider;
    private JsonWebTokens tokens;

    @BeforeEach
    void start() throws IOException {
        provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        provider.createContext("/keys", this::answer);
        provider.setExecutor(threads);
        provider.start();
        URI address = URI.create("http://localhost:" + provider.getAddress().getPort() + "/keys");
        tokens = JsonWebTokens.builder(Algorithm.ES256)
                .clock(nanos::get)
                .keys(address)
                .build();
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(lines);
        testEnds.countDown();
        provider.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        byte[] body = published.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body, 0, stuck ? body.length / 2 : body.length);
        if (stuck) {
            exchange.getResponseBody().flush();
            awaitTheEnd();
        }
        exchange.close();
    }

    private void awaitTheEnd() {
        try {
            testEnds.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private void isRefused(CompletionStage<AuthenticationResult> outcome) {
        assertThatThrownBy(() -> Visitor.await(outcome)).hasStackTraceContaining("cannot be read");
    }

    private List<String> log(Level level) {
        return lines.list.stream()
                .filter(line -> line.getLevel() == level)
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
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

    private CompletionStage<AuthenticationResult> ask(KeyPair pair, String id) {
        String token = JsonWebTokensTest.sign(JsonWebTokensTest.claims(), "ES256", pair.getPrivate(), id);
        return tokens.authenticate(new Credentials(
                Visit.plain().with("authorization", "Bearer " + token),
                Map.of(),
                new PrincipalExpiry(() -> Instant.parse("2026-01-01T00:00:00Z"), Duration.ZERO, Duration.ZERO)));
    }

    @Test
    @DisplayName("are read once for many tokens, also for those that come at the same time")
    void cached() throws Exception {
        List<KeyPair> pairs = publish("one", "two");
        List<CompletionStage<AuthenticationResult>> outcomes = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            outcomes.add(ask(pairs.get(i % 2), i % 2 == 0 ? "one" : "two"));
        }

        for (CompletionStage<AuthenticationResult> outcome : outcomes) {
            assertThat(Visitor.await(outcome)).isInstanceOf(AuthenticationResult.Authenticated.class);
        }
        assertThat(requests).hasValue(1);
    }

    @Test
    @DisplayName("are read again when a token names a new one, and then the old is not accepted any more")
    void rotation() throws Exception {
        KeyPair old = publish("one").get(0);
        Visitor.await(ask(old, "one"));
        KeyPair young = publish("two").get(0);

        assertThat(Visitor.await(ask(young, "two"))).isInstanceOf(AuthenticationResult.Authenticated.class);
        assertThat(Visitor.await(ask(JsonWebTokensTest.pair(Algorithm.ES256), "one")))
                .isInstanceOf(AuthenticationResult.Invalid.class);
        assertThat(requests).hasValue(2);
    }

    @Test
    @DisplayName("are not read again for each token that names a key which nobody has")
    void bounded() throws Exception {
        KeyPair pair = publish("one").get(0);
        for (int i = 0; i < 20; i++) {
            assertThat(Visitor.await(ask(pair, "no" + i))).isInstanceOf(AuthenticationResult.Invalid.class);
        }

        assertThat(requests).hasValue(2);
    }

    @Test
    @DisplayName("that cannot be read make authentication fail, and work after the next attempt")
    void outage() throws Exception {
        KeyPair pair = publish("one").get(0);
        status = 503;
        assertThatThrownBy(() -> ask(pair, "one").toCompletableFuture().join()).hasRootCauseMessage("status 503");
        status = 200;
        pass(Duration.ofSeconds(1));

        assertThat(Visitor.await(ask(pair, "one"))).isInstanceOf(AuthenticationResult.Authenticated.class);
        assertThat(log(Level.INFO)).singleElement().asString().contains("can be read again");
    }

    @Test
    @DisplayName("are asked for after pauses that double while that fails, however many tokens come")
    void backsOff() throws Exception {
        KeyPair pair = publish("one").get(0);
        status = 500;
        List<Integer> asked = new ArrayList<>();
        for (int second = 0; second <= 8; second++) {
            for (int i = 0; i < 100; i++) {
                isRefused(ask(pair, "one"));
            }
            asked.add(requests.get());
            pass(Duration.ofSeconds(1));
        }

        assertThat(asked).containsExactly(1, 2, 2, 3, 3, 3, 3, 4, 4);
        assertThat(log(Level.WARN)).hasSize(4);
        pass(Duration.ofHours(1));
        for (int i = 0; i < 4; i++) {
            isRefused(ask(pair, "one"));
            pass(Duration.ofMinutes(1));
        }
        assertThat(requests).hasValue(8);
    }

    @Test
    @DisplayName("that stop in the middle are given up, and work after the next attempt")
    void stuck() throws Exception {
        KeyPair pair = publish("one").get(0);
        stuck = true;
        isRefused(ask(pair, "one"));
        stuck = false;
        pass(Duration.ofSeconds(1));

        assertThat(Visitor.await(ask(pair, "one"))).isInstanceOf(AuthenticationResult.Authenticated.class);
        assertThat(log(Level.WARN)).singleElement().asString().contains("no whole response within 3 s");
    }

    @Test
    @DisplayName("that stop in the middle when they are read again keep nobody waiting whose key is known")
    void stuckLater() throws Exception {
        KeyPair pair = publish("one").get(0);
        Visitor.await(ask(pair, "one"));
        pass(Duration.ofMinutes(6));
        stuck = true;

        assertThat(ask(pair, "one").toCompletableFuture())
                .isCompletedWithValueMatching(AuthenticationResult.Authenticated.class::isInstance);
        CompletionStage<AuthenticationResult> unknown = ask(pair, "another");
        assertThat(ask(pair, "one").toCompletableFuture())
                .isCompletedWithValueMatching(AuthenticationResult.Authenticated.class::isInstance);
        assertThat(Visitor.await(unknown)).isInstanceOf(AuthenticationResult.Invalid.class);
        assertThat(requests).hasValue(2);
    }

    @Test
    @DisplayName("are used for an hour while they cannot be read again, and not longer")
    void usable() throws Exception {
        KeyPair pair = publish("one").get(0);
        Visitor.await(ask(pair, "one"));
        status = 500;
        pass(Duration.ofMinutes(59));
        assertThat(Visitor.await(ask(pair, "one"))).isInstanceOf(AuthenticationResult.Authenticated.class);
        pass(Duration.ofMinutes(2));

        isRefused(ask(pair, "one"));
    }

    @Test
    @DisplayName("that are longer than a MiB are not taken")
    void tooLong() throws Exception {
        KeyPair pair = publish("one").get(0);
        String keys = published;
        published = keys + " ".repeat(1 << 20);

        isRefused(ask(pair, "one"));
        assertThat(log(Level.WARN)).singleElement().asString().contains("more than 1048576 bytes");
    }

    @Test
    @DisplayName("are still used when they cannot be read again")
    void laterOutage() throws Exception {
        KeyPair pair = publish("one").get(0);
        Visitor.await(ask(pair, "one"));
        provider.stop(0);

        assertThat(Visitor.await(ask(pair, "nobody's"))).isInstanceOf(AuthenticationResult.Invalid.class);
        assertThat(Visitor.await(ask(pair, "one"))).isInstanceOf(AuthenticationResult.Authenticated.class);
    }
}
