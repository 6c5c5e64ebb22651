package io.faye.auth.example;

import io.faye.auth.AccessRules;
import io.faye.auth.Authorization;
import io.faye.auth.Operation;
import io.faye.auth.Who;
import io.faye.server.BayeuxServer;
import java.util.Map;
import java.util.Set;

final class ChatRules {

    private final Map<String, Set<String>> members = Map.of("7", Set.of("ada"));

    AccessRules rules() {
        AccessRules rules = AccessRules.builder()
                .allow(Who.anyone(), Operation.HANDSHAKE)
                .allow(Who.anyone(), Operation.SUBSCRIBE, "/news/**")
                .allow(Who.role("editor"), Operation.PUBLISH, "/news/**")
                .allow(Who.named("user"), Operation.SUBSCRIBE, "/users/{user}/**")
                .allow(member(), Operation.SUBSCRIBE, "/rooms/{room}/messages")
                .allow(member(), Operation.PUBLISH, "/rooms/{room}/messages")
                .deny(Who.role("muted"), Operation.PUBLISH, "/**")
                .build();
        return rules;
    }

    Who member() {
        return Who.satisfying(
                "a member of the room", (principal, variables) -> members.getOrDefault(variables.get("room"), Set.of())
                        .contains(principal.name()));
    }

    BayeuxServer server(AccessRules rules) {
        BayeuxServer server =
                BayeuxServer.builder().extension(Authorization.of(rules)).build();
        return server;
    }
}
