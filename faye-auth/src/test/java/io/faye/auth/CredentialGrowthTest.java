package io.faye.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.auth.jwt.JsonWebTokens;
import io.faye.auth.jwt.JsonWebTokens.Algorithm;
import io.faye.auth.limits.RateLimits;
import io.faye.auth.limits.RateLimits.Scope;
import io.faye.auth.rules.AccessRules;
import io.faye.auth.rules.Action;
import io.faye.auth.rules.Authorization;
import io.faye.auth.rules.Subject;
import io.faye.extension.Extension;
import io.faye.extension.testing.ExtensionTester;
import io.faye.protocol.ClientId;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import io.faye.protocol.Message.Field;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The work for what a message shows grows with its length and not faster")
class CredentialGrowthTest {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int ROUNDS = 10;

    /** Linear work grows to 4 times as much, quadratic work to 16 times as much. */
    private static final int FACTOR = 8;

    private static final long GRAIN_NANOS = 4_000_000;
    private static final List<String> FILLERS =
            List.of("a", ".", " ", "=", "%", "[", "{", "\"", "\\", "e30.", "a=b; ", ":", "/", "1");

    private static final Extension ALL = Authentication.builder()
            .authenticator(SignedTokens.of("a secret that nobody else could know"))
            .authenticator(JsonWebTokens.builder(Algorithm.HS256)
                    .secret("a secret that nobody else could know")
                    .build())
            .authenticator(SharedPassword.of("a password for those who publish", Principal.of("publisher")))
            .authenticator(WebSessions.ofCookie(
                    "SID",
                    session -> AuthenticationResult.absent().now().thenApply(none -> Optional.<Principal>empty())))
            .build();

    /** Compares the best of several rounds on this thread, so that a busy machine does not count. */
    private static void assertLinear(String what, int smallest, IntConsumer work) {
        long[] best = {Long.MAX_VALUE, Long.MAX_VALUE};
        for (int round = 0; round < ROUNDS && !isLinear(best); round++) {
            for (int i = 0; i < best.length; i++) {
                long begin = THREADS.getCurrentThreadCpuTime();
                work.accept(i == 0 ? smallest : 4 * smallest);
                best[i] = Math.min(best[i], THREADS.getCurrentThreadCpuTime() - begin);
            }
        }
        assertThat(isLinear(best))
                .as("%s: nanoseconds of work for %d and 4 times as much: %s", what, smallest, Arrays.toString(best))
                .isTrue();
    }

    private static boolean isLinear(long[] best) {
        return best[0] < Long.MAX_VALUE && best[1] <= FACTOR * best[0] + GRAIN_NANOS;
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer ", "Bearer ey", "Bearer eyJhbGciOiJIUzI1NiJ9.", "Bearer faye1.", "Basic "})
    @DisplayName("in the header Authorization, and in a token in the message")
    void tokens(String beginning) {
        try (ExtensionTester tester = ExtensionTester.of(ALL)) {
            for (String filler : FILLERS) {
                assertLinear(beginning + filler, 4_000, size -> {
                    String text = beginning + filler.repeat(size / filler.length());
                    Map<String, Object> auth = Map.of("token", text.substring(text.indexOf(' ') + 1), "password", text);
                    Message message =
                            Message.EMPTY.with(Field.DATA, Json.TRUE).with(Field.EXT, Json.of(Map.of("auth", auth)));
                    tester.incoming(
                            message,
                            tester.exchange().header("authorization", text).build());
                    tester.incoming(
                            Message.EMPTY,
                            tester.exchange()
                                    .header("authorization", text)
                                    .header("cookie", text)
                                    .build());
                });
            }
        }
    }

    @Test
    @DisplayName("in the header of a JSON web token, whatever JSON that is")
    void tokenHeaders() {
        try (ExtensionTester tester = ExtensionTester.of(ALL)) {
            for (String filler : List.of("[", "{\"a\":", "\"a\":1,", "1", "\\u0041", " ")) {
                assertLinear(filler, 4_000, size -> {
                    String json = "{\"alg\":\"HS256\",\"x\":" + filler.repeat(size / filler.length());
                    String token =
                            Base64.getUrlEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8)) + ".e30.AAAA";
                    tester.incoming(
                            Message.EMPTY,
                            tester.exchange()
                                    .header("authorization", "Bearer " + token)
                                    .build());
                });
            }
        }
    }

    @Test
    @DisplayName("in an origin")
    void origins() {
        try (ExtensionTester tester = ExtensionTester.of(AllowedOrigins.of("https://example.org"))) {
            for (String filler : FILLERS) {
                assertLinear(
                        filler,
                        4_000,
                        size -> tester.incoming(
                                Message.EMPTY,
                                tester.exchange()
                                        .header("origin", "https://" + filler.repeat(size / filler.length()))
                                        .build()));
            }
        }
    }

    @Test
    @DisplayName("in many subscriptions, also if their names have one hash code")
    void subscriptions() {
        AccessRules rules = AccessRules.builder()
                .allow(Subject.anyone(), Action.SUBSCRIBE, "/{name}")
                .build();
        RateLimits quota =
                RateLimits.builder().subscriptions(Scope.CLIENT, 1_000_000).build();
        assertLinear("subscriptions of one hash code", 2_000, count -> {
            List<String> names = IntStream.range(0, count)
                    .mapToObj(number -> "/" + colliding(number))
                    .toList();
            Message message = Message.parse("{\"channel\":\"/meta/subscribe\"}".getBytes(StandardCharsets.UTF_8))
                    .with(Field.SUBSCRIPTION, Json.of(names));
            try (ExtensionTester tester = ExtensionTester.of(quota, Authorization.of(rules))) {
                ClientId session =
                        ClientId.parse("0123456789abcdefghijklmnopqrstu").orElseThrow();
                tester.incoming(message, tester.exchange().client(session).build());
            }
        });
    }

    /** Names of 26 characters with one hash code: "Aa" and "BB" have the same. */
    private static String colliding(int number) {
        StringBuilder name = new StringBuilder();
        IntStream.range(0, 13).forEach(bit -> name.append((number >> bit & 1) == 0 ? "Aa" : "BB"));
        return name.toString();
    }
}
