package com.example.faye.auth;

import io.faye.auth.Authentication;
import io.faye.auth.Principal;
import io.faye.auth.SignedTokens;
import io.faye.auth.limits.RateLimits;
import io.faye.auth.limits.RateLimits.Scope;
import io.faye.auth.rules.AccessRules;
import io.faye.auth.rules.Action;
import io.faye.auth.rules.Authorization;
import io.faye.auth.rules.Subject;
import io.faye.server.BayeuxServer;
import io.faye.transport.http.FayeHttpServer;
import java.util.Map;

/** A chat in which people have tokens, and a program has a key. */
public final class SecuredServer {

    private SecuredServer() {}

    /** Starts it on the port in {@code PORT}, 8000 if there is none; ends on Ctrl-C. */
    public static void main(String[] arguments) throws InterruptedException {
        int port = Integer.parseInt(System.getenv().getOrDefault("PORT", "8000"));
        try (FayeHttpServer server = start(port, secret("FAYE_SECRET"), secret("NEWS_KEY"))) {
            System.out.println("Open http://localhost:" + server.port() + "/");
            Thread.currentThread().join();
        }
    }

    private static String secret(String name) {
        String value = System.getenv(name);
        if (value == null) {
            throw new IllegalStateException("Put a secret into " + name + ": openssl rand -base64 32");
        }
        return value;
    }

    static FayeHttpServer start(int port, String secret, String newsKey) {
        SignedTokens tokens = SignedTokens.of(secret);
        Authentication authentication = Authentication.builder()
                .authenticator(tokens)
                .authenticator(new ApiKeys(Map.of(newsKey, Principal.of("agency", "press"))))
                .required()
                .build();
        return FayeHttpServer.builder()
                .host("127.0.0.1")
                .port(port)
                .bayeux(BayeuxServer.builder()
                        .extension(authentication)
                        .extension(limits())
                        .extension(Authorization.of(rules())))
                .fallback(new Login(tokens, Map.of("ada", "lovelace", "bob", "the builder"), Page.load()))
                .start();
    }

    private static AccessRules rules() {
        return AccessRules.builder()
                .allow(Subject.authenticated(), Action.HANDSHAKE)
                .allow(Subject.authenticated(), Action.SUBSCRIBE, "/rooms/{room}", "/news/*")
                .allow(Subject.authenticated(), Action.PUBLISH, "/rooms/{room}")
                .allow(Subject.named("user"), Action.SUBSCRIBE, "/users/{user}/**")
                .allow(Subject.role("press"), Action.PUBLISH, "/news/*")
                .build();
    }

    private static RateLimits limits() {
        return RateLimits.builder()
                .messages(Scope.PRINCIPAL, 20, 100)
                .subscriptions(Scope.PRINCIPAL, 100)
                .payload(16_384)
                .build();
    }
}
