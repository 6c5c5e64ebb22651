package io.faye.auth.example;

import io.faye.auth.Authentication;
import io.faye.auth.AuthenticationResult;
import io.faye.auth.Authenticator;
import io.faye.auth.ClientCertificates;
import io.faye.auth.Credentials;
import io.faye.auth.CsrfProtection;
import io.faye.auth.Principal;
import io.faye.auth.SharedPassword;
import io.faye.auth.SignedTokens;
import io.faye.auth.WebSessions;
import io.faye.auth.jwt.JsonWebTokens;
import io.faye.auth.jwt.JsonWebTokens.Algorithm;
import io.faye.server.BayeuxServer;
import io.faye.server.BayeuxServerBuilder;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The ways to authenticate of docs/auth.md. */
public final class Authentications {

    private Authentications() {}

    public static String tokenFor(SignedTokens tokens, String user) {
        return tokens.issue(user, Instant.now().plus(Duration.ofMinutes(10)));
    }

    public static Authentication byJsonWebTokens() {
        return Authentication.builder()
                .authenticator(JsonWebTokens.builder(Algorithm.RS256, Algorithm.ES256)
                        .keys(URI.create("https://login.example.org/.well-known/jwks.json"))
                        .issuer("https://login.example.org")
                        .audience("chat")
                        .build())
                .required()
                .build();
    }

    public static BayeuxServerBuilder byWebSession(WebApplication application) {
        return BayeuxServer.builder()
                .extension(CsrfProtection.byToken(
                        request -> application.csrfToken(request.cookies().get("JSESSIONID"))))
                .extension(Authentication.builder()
                        .authenticator(WebSessions.ofCookie("JSESSIONID", application::user))
                        .build());
    }

    /** What the application that the cookies are of knows of its sessions. */
    public interface WebApplication {

        CompletionStage<Optional<Principal>> user(String session);

        Optional<String> csrfToken(String session);
    }

    public static Authentication pushOnly(String password) {
        return Authentication.builder()
                .authenticator(SharedPassword.of(password, Principal.of("publisher")))
                .requiredToPublish()
                .build();
    }

    public static Authentication byCertificate() {
        return Authentication.builder()
                .authenticator(ClientCertificates.byCommonName())
                .required()
                .build();
    }

    public static final class ApiKeys implements Authenticator {

        private final Map<String, Principal> holders;

        public ApiKeys(Map<String, Principal> holders) {
            this.holders = Map.copyOf(holders);
        }

        @Override
        public CompletionStage<AuthenticationResult> authenticate(Credentials credentials) {
            return credentials
                    .auth("key")
                    .or(() -> credentials.request().header("x-api-key"))
                    .map(key -> Optional.ofNullable(holders.get(key))
                            .map(AuthenticationResult::authenticated)
                            .orElse(AuthenticationResult.invalid("no such key")))
                    .orElse(AuthenticationResult.absent())
                    .now();
        }
    }
}
