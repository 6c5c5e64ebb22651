package io.faye.auth.example;

import io.faye.auth.AccessRules;
import io.faye.auth.Authentication;
import io.faye.auth.Authorization;
import io.faye.auth.Operation;
import io.faye.auth.RateLimits;
import io.faye.auth.RateLimits.Scope;
import io.faye.auth.SignedTokens;
import io.faye.auth.Who;
import io.faye.server.BayeuxServer;
import io.faye.transport.http.FayeHttpServer;

/** The server of docs/auth.md. */
public final class SecuredChat {

    private SecuredChat() {}

    public static FayeHttpServer start(SignedTokens tokens, int port) {
        AccessRules rules = AccessRules.builder()
                .allow(Who.authenticated(), Operation.HANDSHAKE)
                .allow(Who.authenticated(), Operation.SUBSCRIBE, "/rooms/**")
                .allow(Who.authenticated(), Operation.PUBLISH, "/rooms/{room}")
                .allow(Who.named("user"), Operation.SUBSCRIBE, "/users/{user}/**")
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
