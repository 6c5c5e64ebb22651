package io.faye.auth;

import io.faye.auth.support.Secret;
import io.faye.protocol.ChannelPattern;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/**
 * Issues tokens, and knows those that were issued with its secret: a principal, its expiry and, if wanted, the channels
 * to which it is limited, signed with HMAC-SHA256. The application that renders a page issues, the server that the page
 * connects to authenticates; they share the secret. Every holder of a token can read it, but not change it.
 */
public final class SignedTokens implements Authenticator {

    private static final int SHORTEST = 32;
    private static final String PREFIX = "faye1.";
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private final List<Secret> secrets;

    private SignedTokens(List<Secret> secrets) {
        this.secrets = secrets;
    }

    /**
     * {@return what issues and knows tokens}
     *
     * @param secret signs tokens; 32 bytes or more, at random
     * @param retired secrets that signed before this one, whose tokens are still known
     * @throws IllegalArgumentException if one is too short
     */
    public static SignedTokens of(String secret, String... retired) {
        return new SignedTokens(Stream.concat(Stream.of(secret), Arrays.stream(retired))
                .map(text -> Secret.of("secret", text, SHORTEST))
                .toList());
    }

    /**
     * {@return a token}
     *
     * @param user the name of the principal
     * @param expires until when it is valid
     * @param channels the patterns to which the token is limited; none: it has no limit of its own
     * @throws IllegalArgumentException if the name is empty, or a pattern is none
     */
    public String issue(String user, Instant expires, String... channels) {
        Set<ChannelPattern> limits =
                Set.copyOf(Arrays.stream(channels).map(ChannelPattern::of).toList());
        return issue(new Principal(user, Set.of(), Optional.of(expires), limits));
    }

    /**
     * {@return a token}
     *
     * @param principal whom it stands for
     * @throws IllegalArgumentException if the principal never expires, because its token could not be revoked
     */
    public String issue(Principal principal) {
        if (principal.expires().isEmpty()) {
            throw new IllegalArgumentException("Expected a principal that expires, but " + principal + " does not");
        }
        String signed = PREFIX + ENCODER.encodeToString(principal.encode().getBytes(StandardCharsets.UTF_8));
        return signed + "." + ENCODER.encodeToString(secrets.get(0).sign(signed));
    }

    @Override
    public CompletionStage<AuthenticationResult> authenticate(Credentials credentials) {
        return credentials
                .token()
                .filter(token -> token.startsWith(PREFIX))
                .map(this::read)
                .orElse(AuthenticationResult.absent())
                .now();
    }

    private AuthenticationResult read(String token) {
        int dot = token.lastIndexOf('.');
        if (dot < PREFIX.length()) {
            return AuthenticationResult.invalid("a token without a signature");
        }
        String signed = token.substring(0, dot);
        try {
            byte[] signature = Base64.getUrlDecoder().decode(token.substring(dot + 1));
            return secrets.stream().anyMatch(secret -> secret.hasSigned(signed, signature))
                    ? AuthenticationResult.authenticated(principal(signed))
                    : AuthenticationResult.invalid("a token that was not signed here");
        } catch (IllegalArgumentException e) {
            return AuthenticationResult.invalid("a token whose signature is not written in base64");
        }
    }

    private static Principal principal(String signed) {
        byte[] payload = Base64.getUrlDecoder().decode(signed.substring(PREFIX.length()));
        return Principal.decode(new String(payload, StandardCharsets.UTF_8));
    }
}
