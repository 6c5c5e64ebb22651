package io.faye.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.faye.extension.Request;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("Of the authenticators")
class AuthenticatorsTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final PrincipalExpiry EXPIRY = new PrincipalExpiry(() -> NOW, Duration.ZERO, Duration.ZERO);
    private static final String SECRET = "a secret that nobody else could know";

    static AuthenticationResult ask(Authenticator authenticator, Request request, Map<String, Json> ext) {
        return Visitor.await(authenticator.authenticate(new Credentials(request, ext, EXPIRY)));
    }

    static AuthenticationResult askWithToken(Authenticator authenticator, String token) {
        return ask(authenticator, Visit.plain(), Map.of("auth", Json.of(Map.of("token", token))));
    }

    @Nested
    @DisplayName("signed tokens")
    class Tokens {

        private final Principal ada = new Principal(
                "ada",
                Set.of("editor"),
                Optional.of(NOW.plusSeconds(60)),
                Set.of(ChannelPattern.of("/a/*"), ChannelPattern.of("/b")));

        @Test
        @DisplayName("say again what was signed")
        void sayAgain() {
            SignedTokens tokens = SignedTokens.of(SECRET);

            assertThat(askWithToken(tokens, tokens.issue(ada))).isEqualTo(AuthenticationResult.authenticated(ada));
        }

        @Test
        @DisplayName("are known with a secret that was retired, and not with another one")
        void rotate() {
            String token = SignedTokens.of(SECRET).issue(ada);

            assertThat(askWithToken(SignedTokens.of("n".repeat(32), SECRET), token))
                    .isEqualTo(AuthenticationResult.authenticated(ada));
            assertThat(askWithToken(SignedTokens.of("n".repeat(32)), token))
                    .isInstanceOf(AuthenticationResult.Invalid.class);
        }

        @Test
        @DisplayName("are wrong if any one character was changed")
        void tampered() {
            SignedTokens tokens = SignedTokens.of(SECRET);
            String token = tokens.issue(ada);
            for (int i = "faye1.".length(); i < token.length(); i++) {
                char other = token.charAt(i) == 'A' ? 'B' : 'A';
                String changed = token.substring(0, i) + other + token.substring(i + 1);
                assertThat(askWithToken(tokens, changed)).as(changed).isInstanceOf(AuthenticationResult.Invalid.class);
            }
            assertThat(askWithToken(tokens, token.substring(0, token.length() - 1)))
                    .isInstanceOf(AuthenticationResult.Invalid.class);
        }

        @Test
        @DisplayName("are not issued for ever, nor with a secret that is too short")
        void limits() {
            assertThatIllegalArgumentException().isThrownBy(() -> SignedTokens.of("short"));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> SignedTokens.of(SECRET).issue(Principal.of("ada")));
        }
    }

    @Nested
    @DisplayName("a shared password")
    class Passwords {

        private final SharedPassword password = SharedPassword.of("correct horse battery", Principal.of("publisher"));

        @Test
        @DisplayName("is right or wrong, where Faye's documentation has it and beside tokens")
        void places() {
            for (String text : new String[] {"correct horse battery", "correct horse batterz", "", "correct"}) {
                AuthenticationResult expected = text.endsWith("battery")
                        ? AuthenticationResult.authenticated(Principal.of("publisher"))
                        : AuthenticationResult.invalid("another password");
                assertThat(ask(password, Visit.plain(), Map.of("password", Json.of(text))))
                        .isEqualTo(expected);
                assertThat(ask(password, Visit.plain(), Map.of("auth", Json.of(Map.of("password", text)))))
                        .isEqualTo(expected);
            }
            assertThat(ask(password, Visit.plain(), Map.of())).isEqualTo(AuthenticationResult.absent());
        }

        @Test
        @DisplayName("is not too easy to guess")
        void tooShort() {
            assertThatIllegalArgumentException().isThrownBy(() -> SharedPassword.of("123456", Principal.of("p")));
        }
    }

    @Nested
    @DisplayName("web sessions")
    class Web {

        private final WebSessions sessions = WebSessions.ofCookie(
                "SID",
                id -> CompletableFuture.supplyAsync(
                        () -> id.equals("s1") ? Optional.of(Principal.of("ada", "admin")) : Optional.empty()));

        @Test
        @DisplayName("are looked up by their cookie, and asked about again before long")
        void byCookie() {
            AuthenticationResult outcome = ask(sessions, Visit.plain().with("cookie", "x=y; SID=s1"), Map.of());

            Principal principal = ((AuthenticationResult.Authenticated) outcome).principal();
            assertThat(principal.name()).isEqualTo("ada");
            assertThat(principal.roles()).containsExactly("admin");
            assertThat(principal.expires().orElseThrow()).isBetween(NOW.plusSeconds(60), NOW.plusSeconds(75));
        }

        @Test
        @DisplayName("that do not exist are wrong, not absent")
        void unknown() {
            assertThat(ask(sessions, Visit.plain().with("cookie", "SID=s2"), Map.of()))
                    .isInstanceOf(AuthenticationResult.Invalid.class);
            assertThat(ask(sessions, Visit.plain().with("cookie", "sid=s1"), Map.of()))
                    .isEqualTo(AuthenticationResult.absent());
        }

        @Test
        @DisplayName("end no later than the application says")
        void earlier() {
            WebSessions brief = WebSessions.of(
                    request -> request.header("x-session"),
                    id -> CompletableFuture.completedFuture(
                            Optional.of(new Principal("ada", Set.of(), Optional.of(NOW.plusSeconds(5))))));

            AuthenticationResult outcome = ask(brief, Visit.plain().with("x-session", "s"), Map.of());
            assertThat(((AuthenticationResult.Authenticated) outcome)
                            .principal()
                            .expires())
                    .contains(NOW.plusSeconds(5));
        }
    }
}
