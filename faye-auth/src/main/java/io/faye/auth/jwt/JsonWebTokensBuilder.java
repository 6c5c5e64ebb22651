package io.faye.auth.jwt;

import io.faye.auth.jwt.JsonWebTokens.Algorithm;
import io.faye.auth.support.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Builds {@link JsonWebTokens}. Not safe for threads. */
public final class JsonWebTokensBuilder {

    private final Set<Algorithm> algorithms;
    private @Nullable KeySource keys;
    private LongSupplier nanos = System::nanoTime;

    @Nullable
    String issuer;

    List<String> audience = List.of();
    String userClaim = "sub";
    String rolesClaim = "roles";

    JsonWebTokensBuilder(Algorithm algorithm, Algorithm... others) {
        algorithms = EnumSet.of(algorithm, others);
    }

    /**
     * Checks signatures with a shared secret, for the HS algorithms.
     *
     * @param secret as many bytes as the algorithm's hash has, or more: 32 for HS256
     * @return this
     * @throws IllegalArgumentException if it is too short, or an algorithm wants a public key
     */
    public JsonWebTokensBuilder secret(String secret) {
        require(Algorithm::isSymmetric, "a secret");
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        int shortest = algorithms.contains(Algorithm.HS512) ? 64 : algorithms.contains(Algorithm.HS384) ? 48 : 32;
        if (bytes.length < shortest) {
            throw Secret.tooShort("secret", shortest, bytes.length);
        }
        keys = KeySource.ofSecret(bytes);
        return this;
    }

    /**
     * Checks signatures with one public key.
     *
     * @param key of the kind that the algorithm wants
     * @return this
     * @throws IllegalArgumentException if an algorithm wants a secret
     */
    public JsonWebTokensBuilder key(PublicKey key) {
        require(algorithm -> !algorithm.isSymmetric(), "a public key");
        keys = KeySource.of(key);
        return this;
    }

    /**
     * Sets the clock that says how old keys are, for key sources that are set afterwards.
     *
     * @param clock nanoseconds; {@link System#nanoTime} unless set
     * @return this
     */
    public JsonWebTokensBuilder clock(LongSupplier clock) {
        nanos = clock;
        return this;
    }

    /**
     * Checks signatures with the public keys that an identity provider publishes as a JSON web key set (RFC 7517). The
     * authenticator reads them when the first token comes, again every five minutes, and when a token names a key that
     * is not among them, though not more often than every ten seconds. It sends one request at a time, which may take
     * three seconds in all and bring 1 MiB. After a failure it pauses, for one second at first and at most for one
     * minute. While the keys cannot be read, those last read are used for an hour.
     *
     * @param address where they are; {@code https}, or {@code http} on this machine
     * @return this
     * @throws IllegalArgumentException if an algorithm wants a secret, or the keys could be exchanged on their way
     */
    public JsonWebTokensBuilder keys(URI address) {
        require(algorithm -> !algorithm.isSymmetric(), "public keys");
        keys = RemoteKeys.at(address, nanos);
        return this;
    }

    /** A public key must not be used as a secret: every client could sign with it. */
    private void require(Predicate<Algorithm> suits, String what) {
        if (!algorithms.stream().allMatch(suits)) {
            throw new IllegalArgumentException(
                    "Expected algorithms that work with " + what + ", but got " + algorithms);
        }
    }

    /**
     * Accepts only the tokens of one issuer.
     *
     * @param name the claim {@code iss}; any unless set
     * @return this
     */
    public JsonWebTokensBuilder issuer(String name) {
        issuer = name;
        return this;
    }

    /**
     * Accepts only tokens for one of some audiences. Unless set, tokens that name an audience are refused: they are
     * for somebody else.
     *
     * @param names one of these must be in the claim {@code aud}
     * @return this
     */
    public JsonWebTokensBuilder audience(String... names) {
        audience = Arrays.stream(names).toList();
        return this;
    }

    /**
     * Sets which claim is the principal's name.
     *
     * @param name {@code sub} unless set
     * @return this
     */
    public JsonWebTokensBuilder userClaim(String name) {
        userClaim = name;
        return this;
    }

    /**
     * Sets which claim holds the principal's roles, as an array or as words in one string.
     *
     * @param name {@code roles} unless set
     * @return this
     */
    public JsonWebTokensBuilder rolesClaim(String name) {
        rolesClaim = name;
        return this;
    }

    /**
     * {@return the authenticator}
     *
     * @throws IllegalArgumentException if there is no key
     */
    public JsonWebTokens build() {
        if (keys == null) {
            throw new IllegalArgumentException("Expected a secret, a public key or the address of public keys");
        }
        return new JsonWebTokens(keys, new JwtReader(this));
    }

    String[] algorithms() {
        return algorithms.stream().map(Algorithm::toString).toArray(String[]::new);
    }
}
