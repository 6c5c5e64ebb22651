package io.faye.auth.example;

import io.faye.auth.Authentication;
import io.faye.auth.SignedTokens;
import io.faye.auth.limits.RateLimits;
import io.faye.auth.limits.RateLimits.Scope;
import io.faye.auth.rules.AccessRules;
import io.faye.auth.rules.Action;
import io.faye.auth.rules.Authorization;
import io.faye.auth.rules.Subject;
import io.faye.server.BayeuxServer;
import io.faye.transport.http.FayeHttpServer;

/** The server of docs/auth.md. */
public final class SecuredChat {

    private SecuredChat() {}

    public static FayeHttpServer start(SignedTokens tokens, int port) {
        AccessRules rules = AccessRules.builder()
                .allow(Subject.authenticated(), Action.HANDSHAKE)
                .allow(Subject.authenticated(), Action.SUBSCRIBE, "/rooms/**")
                .allow(Subject.authenticated(), Action.PUBLISH, "/rooms/{room}")
                .allow(Subject.named("user"), Action.SUBSCRIBE, "/users/{user}/**")
                .build();
        return FayeHttpServer.builder()
                .port(port)
                .bayeux(BayeuxServer.builder()
                        .extension(
                                Authentication.builder().authenticator(tokens).build())
                        .extension(RateLimits.builder()
                                .messages(Scope.PRINCIPAL, 20, 100)
                                .build())
                        .extension(Authorization.of(rules)))
                .start();
    }
}
