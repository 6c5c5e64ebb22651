package io.faye.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.faye.auth.jwt.JsonWebTokens;
import io.faye.auth.jwt.JsonWebTokens.Algorithm;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("JSON web tokens")
class JsonWebTokensTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final String SECRET = "0123456789abcdef".repeat(4);

    private final JsonWebTokens tokens =
            JsonWebTokens.builder(Algorithm.HS256).secret(SECRET).build();

    static JwtClaims claims() {
        JwtClaims claims = new JwtClaims();
        claims.setSubject("ada");
        claims.setExpirationTime(
                NumericDate.fromMilliseconds(NOW.plusSeconds(60).toEpochMilli()));
        return claims;
    }

    static String sign(JwtClaims claims, String algorithm, Key key, String keyId) {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setAlgorithmHeaderValue(algorithm);
        signature.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        signature.setDoKeyValidation(false);
        signature.setKeyIdHeaderValue(keyId);
        signature.setKey(key);
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new AssertionError(e);
        }
    }

    private static Key secret() {
        return new HmacKey(SECRET.getBytes(StandardCharsets.UTF_8));
    }

    private static String sign(JwtClaims claims) {
        return sign(claims, "HS256", secret(), null);
    }

    static KeyPair pair(Algorithm algorithm) throws Exception {
        String name = algorithm.name();
        KeyPairGenerator generator = KeyPairGenerator.getInstance(
                name.startsWith("ES") ? "EC" : algorithm == Algorithm.EDDSA ? "Ed25519" : "RSA");
        if (name.startsWith("ES")) {
            String curve = name.equals("ES512") ? "521" : name.substring(2);
            generator.initialize(new ECGenParameterSpec("secp" + curve + "r1"));
        } else if (algorithm != Algorithm.EDDSA) {
            generator.initialize(2_048);
        }
        return generator.generateKeyPair();
    }

    private static AuthenticationResult ask(JsonWebTokens tokens, String token) {
        return AuthenticatorsTest.askWithToken(tokens, token);
    }

    private static void assertWrong(AuthenticationResult outcome) {
        assertThat(outcome).isInstanceOf(AuthenticationResult.Invalid.class);
    }

    @ParameterizedTest
    @DisplayName("are known by each algorithm with its key, and not with another key")
    @EnumSource
    void algorithms(Algorithm algorithm) throws Exception {
        JsonWebTokens known;
        String right;
        String other;
        if (algorithm.name().startsWith("HS")) {
            known = JsonWebTokens.builder(algorithm).secret(SECRET).build();
            right = sign(claims(), algorithm.toString(), secret(), null);
            other = sign(
                    claims(), algorithm.toString(), new HmacKey("x".repeat(64).getBytes(StandardCharsets.UTF_8)), null);
        } else {
            KeyPair pair = pair(algorithm);
            known = JsonWebTokens.builder(algorithm).key(pair.getPublic()).build();
            right = sign(claims(), algorithm.toString(), pair.getPrivate(), null);
            other = sign(claims(), algorithm.toString(), pair(algorithm).getPrivate(), null);
        }

        assertThat(ask(known, right))
                .isEqualTo(AuthenticationResult.authenticated(
                        new Principal("ada", Set.of(), Optional.of(NOW.plusSeconds(60)))));
        assertWrong(ask(known, other));
    }

    @Test
    @DisplayName("without a signature are refused, however they spell it")
    void unsigned() throws Exception {
        JsonWebTokens byKey = JsonWebTokens.builder(Algorithm.RS256)
                .key(pair(Algorithm.RS256).getPublic())
                .build();
        for (String none : List.of("none", "None", "NONE", "nOnE", "")) {
            String header = base64("{\"alg\":\"" + none + "\"}");
            String body = base64(claims().toJson());
            for (JsonWebTokens any : List.of(tokens, byKey)) {
                assertWrong(ask(any, header + "." + body + "."));
                assertWrong(ask(any, header + "." + body));
                assertWrong(ask(any, header + "." + body + ".AAAA"));
            }
        }
    }

    @Test
    @DisplayName("cannot choose another algorithm than those configured: the public key is no secret")
    void confusion() throws Exception {
        KeyPair pair = pair(Algorithm.RS256);
        JsonWebTokens byKey =
                JsonWebTokens.builder(Algorithm.RS256).key(pair.getPublic()).build();

        assertWrong(
                ask(byKey, sign(claims(), "HS256", new HmacKey(pair.getPublic().getEncoded()), null)));
        assertWrong(ask(byKey, sign(claims(), "RS512", pair.getPrivate(), null)));
        assertWrong(ask(byKey, sign(claims(), "PS256", pair.getPrivate(), null)));
        assertWrong(ask(tokens, sign(claims(), "HS512", secret(), null)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonWebTokens.builder(Algorithm.RS256).secret(SECRET));
        assertThatIllegalArgumentException().isThrownBy(() -> JsonWebTokens.builder(Algorithm.HS256, Algorithm.RS256)
                .key(pair.getPublic()));
    }

    @Test
    @DisplayName("cannot bring their own key")
    void ownKey() throws Exception {
        KeyPair pair = pair(Algorithm.RS256);
        KeyPair own = pair(Algorithm.RS256);
        JsonWebTokens byKey =
                JsonWebTokens.builder(Algorithm.RS256).key(pair.getPublic()).build();
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(claims().toJson());
        signature.setAlgorithmHeaderValue("RS256");
        signature.setJwkHeader(PublicJsonWebKey.Factory.newPublicJwk(own.getPublic()));
        signature.setKey(own.getPrivate());

        assertWrong(ask(byKey, signature.getCompactSerialization()));
    }

    @Test
    @DisplayName("must expire, must not have, and must be valid already")
    void times() {
        JwtClaims forever = claims();
        forever.unsetClaim("exp");
        assertWrong(ask(tokens, sign(forever)));

        JwtClaims past = claims();
        past.setExpirationTime(NumericDate.fromMilliseconds(NOW.toEpochMilli()));
        assertWrong(ask(tokens, sign(past)));

        JwtClaims future = claims();
        future.setNotBefore(NumericDate.fromMilliseconds(NOW.plusSeconds(1).toEpochMilli()));
        assertWrong(ask(tokens, sign(future)));
    }

    @Test
    @DisplayName("that are refused say why, in words")
    void reasons() throws Exception {
        JsonWebTokens strict = JsonWebTokens.builder(Algorithm.HS256)
                .secret(SECRET)
                .issuer("https://login.example")
                .build();
        JwtClaims claims = claims();
        assertThat(reason(strict, sign(claims))).isEqualTo("a token without an issuer, 'iss'");
        claims.setIssuer("https://other.example");
        assertThat(reason(strict, sign(claims)))
                .isEqualTo("a token of another issuer than the one expected here, 'iss'");
        claims.setAudience("bank");
        assertThat(reason(tokens, sign(claims)))
                .isEqualTo("a token for another audience than those expected here, 'aud'");
        claims.unsetClaim("aud");
        claims.setExpirationTime(NumericDate.fromMilliseconds(NOW.toEpochMilli()));
        assertThat(reason(tokens, sign(claims))).isEqualTo("a token that has expired");
        claims.unsetClaim("exp");
        assertThat(reason(tokens, sign(claims))).isEqualTo("a token without an expiry, 'exp'");
        Key other = new HmacKey("x".repeat(64).getBytes(StandardCharsets.UTF_8));
        assertThat(reason(tokens, sign(claims(), "HS256", other, null))).isEqualTo("a token whose signature is wrong");
        assertThat(reason(tokens, "ey.ey.ey"))
                .isEqualTo("a token that cannot be read, or is not signed as it should be");
    }

    private static String reason(JsonWebTokens tokens, String token) {
        return ((AuthenticationResult.Invalid) ask(tokens, token)).reason();
    }

    @Test
    @DisplayName("are taken though the clock of who issued them is off by less than the leeway")
    void leeway() {
        JwtClaims claims = claims();
        claims.setExpirationTime(
                NumericDate.fromMilliseconds(NOW.minusSeconds(9).toEpochMilli()));
        Credentials credentials = new Credentials(
                Visit.plain().with("authorization", "Bearer " + sign(claims)),
                Map.of(),
                new PrincipalExpiry(() -> NOW, Duration.ofSeconds(10), Duration.ZERO));

        assertThat(Visitor.await(tokens.authenticate(credentials)))
                .isInstanceOf(AuthenticationResult.Authenticated.class);
    }

    @Test
    @DisplayName("are of the issuer and for the audience that are expected")
    void issuerAndAudience() {
        JsonWebTokens strict = JsonWebTokens.builder(Algorithm.HS256)
                .secret(SECRET)
                .issuer("https://login.example")
                .audience("chat", "news")
                .build();
        JwtClaims claims = claims();
        assertWrong(ask(strict, sign(claims)));
        claims.setIssuer("https://login.example");
        assertWrong(ask(strict, sign(claims)));
        claims.setAudience("bank", "news");
        assertThat(ask(strict, sign(claims))).isInstanceOf(AuthenticationResult.Authenticated.class);
        claims.setAudience("bank");
        assertWrong(ask(strict, sign(claims)));
        claims.setAudience("chat");
        claims.setIssuer("https://login.example.org");
        assertWrong(ask(strict, sign(claims)));
        assertWrong(ask(tokens, sign(claims)));
    }

    @Test
    @DisplayName("name user and roles in the claims that are chosen, roles as an array or as words")
    void namesAndRoles() {
        JsonWebTokens chosen = JsonWebTokens.builder(Algorithm.HS256)
                .secret(SECRET)
                .userClaim("email")
                .rolesClaim("scope")
                .build();
        JwtClaims claims = claims();
        claims.setClaim("email", "ada@example.org");
        claims.setClaim("scope", "read  write");
        assertRoles(ask(chosen, sign(claims)), "ada@example.org", "read", "write");
        claims.setClaim("scope", List.of("all the rest"));
        assertRoles(ask(chosen, sign(claims)), "ada@example.org", "all the rest");
    }

    private static void assertRoles(AuthenticationResult outcome, String name, String... roles) {
        Principal principal = ((AuthenticationResult.Authenticated) outcome).principal();
        assertThat(principal.name()).isEqualTo(name);
        assertThat(principal.roles()).containsExactlyInAnyOrder(roles);
    }

    @ParameterizedTest
    @DisplayName("that are none, or whose claims are of odd types, are refused")
    @ValueSource(
            strings = {
                "{}",
                "{'sub':null,'exp':1900000000}",
                "{'sub':'','exp':1900000000}",
                "{'sub':5,'exp':1900000000}",
                "{'sub':['ada'],'exp':1900000000}",
                "{'sub':'ada','exp':'soon'}",
                "{'sub':'ada','exp':1e400}",
                "{'sub':'ada','exp':null}",
                "[]",
                "ada"
            })
    void oddClaims(String payload) throws Exception {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(payload.replace('\'', '"'));
        signature.setAlgorithmHeaderValue("HS256");
        signature.setKey(secret());
        String token = signature.getCompactSerialization();

        assertWrong(ask(tokens, token));
        assertWrong(ask(tokens, token + "."));
        assertWrong(ask(tokens, token + ".a.b"));
        assertWrong(ask(tokens, "ey"));
    }

    @Test
    @DisplayName("need a key that is long enough, and could not be exchanged on its way")
    void settings() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonWebTokens.builder(Algorithm.HS256).build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonWebTokens.builder(Algorithm.HS256).secret("x".repeat(31)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonWebTokens.builder(Algorithm.HS512).secret("x".repeat(63)));
        for (String address :
                List.of("http://login.example/keys", "file:/keys", "keys", "http://localhost.example/k")) {
            assertThatIllegalArgumentException().as(address).isThrownBy(() -> JsonWebTokens.builder(Algorithm.RS256)
                    .keys(URI.create(address)));
        }
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
