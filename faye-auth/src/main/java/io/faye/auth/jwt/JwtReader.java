package io.faye.auth.jwt;

import io.faye.auth.AuthenticationResult;
import io.faye.auth.Credentials;
import io.faye.auth.Principal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.VerificationKeyResolver;
import org.jose4j.lang.UnresolvableKeyException;
import org.jspecify.annotations.Nullable;

/** Reads JSON web tokens, with keys that are there. */
final class JwtReader {

    /** The token is signed with a key that is not among those given. */
    static final AuthenticationResult UNKNOWN_KEY = AuthenticationResult.invalid("a token of an unknown key");

    private final String[] algorithms;
    private final @Nullable String issuer;
    private final List<String> audience;
    private final String userClaim;
    private final String rolesClaim;

    JwtReader(JsonWebTokensBuilder builder) {
        algorithms = builder.algorithms();
        issuer = builder.issuer;
        audience = builder.audience;
        userClaim = builder.userClaim;
        rolesClaim = builder.rolesClaim;
    }

    AuthenticationResult read(String token, VerificationKeyResolver keys, Credentials credentials) {
        try {
            return AuthenticationResult.authenticated(
                    principal(consumer(keys, credentials).processToClaims(token)));
        } catch (InvalidJwtException e) {
            return isOfUnknownKey(e) ? UNKNOWN_KEY : AuthenticationResult.invalid(JwtFault.of(e));
        } catch (MalformedClaimException | IllegalArgumentException | ArithmeticException e) {
            return AuthenticationResult.invalid("a token whose claims are not of the types that they should be");
        }
    }

    /** One for each token: it judges by the time at which it was made. */
    private JwtConsumer consumer(VerificationKeyResolver keys, Credentials credentials) {
        JwtConsumerBuilder builder = new JwtConsumerBuilder()
                .setJwsAlgorithmConstraints(ConstraintType.PERMIT, algorithms)
                .setVerificationKeyResolver(keys)
                .setRequireExpirationTime()
                .setEvaluationTime(
                        NumericDate.fromMilliseconds(credentials.now().toEpochMilli()))
                .setAllowedClockSkewInSeconds((int) credentials.leeway().toSeconds());
        if (issuer != null) {
            builder.setExpectedIssuer(issuer);
        }
        if (!audience.isEmpty()) {
            builder.setExpectedAudience(audience.toArray(String[]::new));
        }
        return builder.build();
    }

    private Principal principal(JwtClaims claims) throws MalformedClaimException {
        String name = Optional.ofNullable(claims.getStringClaimValue(userClaim)).orElse("");
        Instant expires = Instant.ofEpochMilli(claims.getExpirationTime().getValueInMillis());
        return new Principal(name, roles(claims.getClaimValue(rolesClaim)), Optional.of(expires));
    }

    private static Set<String> roles(@Nullable Object claim) {
        if (claim instanceof List<?> list) {
            return list.stream().map(String::valueOf).collect(Collectors.toSet());
        }
        return claim == null
                ? Set.of()
                : Arrays.stream(String.valueOf(claim).strip().split("\\s+"))
                        .filter(role -> !role.isEmpty())
                        .collect(Collectors.toSet());
    }

    private static boolean isOfUnknownKey(InvalidJwtException e) {
        Throwable cause = e;
        while (cause != null && !(cause instanceof UnresolvableKeyException)) {
            cause = cause.getCause();
        }
        return cause != null;
    }
}
