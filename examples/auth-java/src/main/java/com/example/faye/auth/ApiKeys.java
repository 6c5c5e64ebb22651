package com.example.faye.auth;

import io.faye.auth.AuthenticationResult;
import io.faye.auth.Authenticator;
import io.faye.auth.Credentials;
import io.faye.auth.Principal;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Knows programs by a key in {@code ext.auth.key}. */
record ApiKeys(Map<String, Principal> holders) implements Authenticator {

    @Override
    public CompletionStage<AuthenticationResult> authenticate(Credentials credentials) {
        return credentials
                .auth("key")
                .map(key -> Optional.ofNullable(holders.get(key)).map(AuthenticationResult::authenticated).orElse(AuthenticationResult.invalid("no such key")))
                .orElse(AuthenticationResult.absent())
                .now();
    }
}
