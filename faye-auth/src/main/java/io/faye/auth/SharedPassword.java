package io.faye.auth;

import io.faye.auth.support.Secret;
import io.faye.protocol.Json;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * Knows one password that several programs share, such as those that publish through a server to which nobody else may:
 * {@code ext.password}, as Faye's documentation has it, or {@code ext.auth.password}. With
 * {@link AuthenticationBuilder#requiredToPublish} that makes a push-only server. Never give such a password to a browser.
 */
public final class SharedPassword implements Authenticator {

    private static final String PASSWORD = "password";
    private static final int SHORTEST = 16;

    private final Secret password;
    private final AuthenticationResult holder;

    private SharedPassword(Secret password, Principal holder) {
        this.password = password;
        this.holder = AuthenticationResult.authenticated(holder);
    }

    /**
     * {@return an authenticator that takes every holder of a password for one principal}
     *
     * @param password 16 bytes or more, hard to guess
     * @param holder who has it
     * @throws IllegalArgumentException if it is too short
     */
    public static SharedPassword of(String password, Principal holder) {
        return new SharedPassword(Secret.of(PASSWORD, password, SHORTEST), holder);
    }

    @Override
    public Set<String> reads() {
        return Set.of(PASSWORD);
    }

    @Override
    public CompletionStage<AuthenticationResult> authenticate(Credentials credentials) {
        Optional<String> guess =
                credentials.ext(PASSWORD).flatMap(Json::asString).or(() -> credentials.auth(PASSWORD));
        return guess.map(text -> password.is(text) ? holder : AuthenticationResult.invalid("another password"))
                .orElse(AuthenticationResult.absent())
                .now();
    }
}
