package io.faye.auth.jwt;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.faye.auth.AuthenticationResult;
import io.faye.auth.Authenticator;
import io.faye.auth.Credentials;
import io.faye.auth.Principal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Accepts JSON web tokens (RFC 7519) that another party has signed, such as an identity provider. Which algorithms are
 * accepted is fixed here and never taken from the token; unsigned tokens are refused. Every token must expire. Needs
 * {@code org.bitbucket.b_c:jose4j} in the application.
 */
public final class JsonWebTokens implements Authenticator {

    private static final String FIRST_CHARACTERS = "ey";

    private final KeySource keys;
    private final JwtReader reader;

    /** Checking a signature takes longer than all else: who sends a token with every request need not pay each time. */
    private final Cache<ByteBuffer, Principal> verified = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofMinutes(1))
            .executor(Runnable::run)
            .build();

    JsonWebTokens(KeySource keys, JwtReader reader) {
        this.keys = keys;
        this.reader = reader;
    }

    /**
     * {@return a builder of an authenticator without a key}
     *
     * @param algorithm the algorithm that tokens must be signed with
     * @param others more algorithms that they may be signed with
     */
    public static JsonWebTokensBuilder builder(Algorithm algorithm, Algorithm... others) {
        return new JsonWebTokensBuilder(algorithm, others);
    }

    @Override
    public CompletionStage<AuthenticationResult> authenticate(Credentials credentials) {
        String token = credentials.token().orElse("");
        if (!token.startsWith(FIRST_CHARACTERS)) {
            return AuthenticationResult.absent().now();
        }
        ByteBuffer digest = digest(token);
        Principal known = verified.getIfPresent(digest);
        return known == null
                ? verify(token, digest, credentials)
                : AuthenticationResult.authenticated(known).now();
    }

    private CompletionStage<AuthenticationResult> verify(String token, ByteBuffer digest, Credentials credentials) {
        return keys.current()
                .thenCompose(current -> {
                    AuthenticationResult outcome = reader.read(token, current, credentials);
                    return outcome == JwtReader.UNKNOWN_KEY
                            ? keys.newerThan(current).thenApply(newer -> reader.read(token, newer, credentials))
                            : CompletableFuture.completedFuture(outcome);
                })
                .thenApply(outcome -> remember(digest, outcome));
    }

    private AuthenticationResult remember(ByteBuffer digest, AuthenticationResult outcome) {
        if (outcome instanceof AuthenticationResult.Authenticated known) {
            verified.put(digest, known.principal());
        }
        return outcome;
    }

    private static ByteBuffer digest(String token) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }

    /** How tokens may be signed. */
    public enum Algorithm {
        /** HMAC with SHA-256 and a secret. */
        HS256,
        /** HMAC with SHA-384 and a secret. */
        HS384,
        /** HMAC with SHA-512 and a secret. */
        HS512,
        /** RSA with SHA-256. */
        RS256,
        /** RSA with SHA-384. */
        RS384,
        /** RSA with SHA-512. */
        RS512,
        /** RSA-PSS with SHA-256. */
        PS256,
        /** RSA-PSS with SHA-384. */
        PS384,
        /** RSA-PSS with SHA-512. */
        PS512,
        /** ECDSA on P-256. */
        ES256,
        /** ECDSA on P-384. */
        ES384,
        /** ECDSA on P-521. */
        ES512,
        /** Ed25519 and Ed448. */
        EDDSA;

        /** {@return whether issuer and verifier share the key} */
        boolean isSymmetric() {
            return name().startsWith("HS");
        }

        /** {@return the name in RFC 7518 and RFC 8037} */
        @Override
        public String toString() {
            return this == EDDSA ? "EdDSA" : name();
        }
    }
}
