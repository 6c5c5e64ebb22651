package com.example.faye.auth;

import io.faye.auth.SignedTokens;
import io.faye.transport.http.HttpCall;
import io.faye.transport.http.HttpHandler;
import io.faye.transport.http.HttpReply;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Gives a token at {@code /token} to who says name and password, as a web application does to who has logged in. */
record Login(SignedTokens tokens, Map<String, String> passwords, HttpHandler others) implements HttpHandler {

    private static final Duration LIFETIME = Duration.ofMinutes(10);

    @Override
    public CompletionStage<HttpReply> handle(HttpCall call) {
        return call.path().equals("/token") ? CompletableFuture.completedStage(token(call)) : others.handle(call);
    }

    private HttpReply token(HttpCall call) {
        return call.header("authorization")
                .flatMap(this::user)
                .map(user -> HttpReply.text(200, tokens.issue(user, Instant.now().plus(LIFETIME))))
                .orElseGet(() -> HttpReply.text(401, "Who are you?").with("WWW-Authenticate", "Basic realm=\"chat\""))
                .with("Cache-Control", "no-store");
    }

    private Optional<String> user(String authorization) {
        String[] parts = decode(authorization).split(":", 2);
        String password = passwords.get(parts[0]);
        boolean right = parts.length == 2 && password != null && MessageDigest.isEqual(bytes(password), bytes(parts[1]));
        return right ? Optional.of(parts[0]) : Optional.empty();
    }

    private static String decode(String authorization) {
        if (!authorization.startsWith("Basic ")) {
            return "";
        }
        try {
            return new String(Base64.getDecoder().decode(authorization.substring(6)), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
