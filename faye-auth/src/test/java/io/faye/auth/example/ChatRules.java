package io.faye.auth.example;

import io.faye.auth.rules.AccessRules;
import io.faye.auth.rules.Action;
import io.faye.auth.rules.Authorization;
import io.faye.auth.rules.Subject;
import io.faye.server.BayeuxServer;
import java.util.Map;
import java.util.Set;

final class ChatRules {

    private final Map<String, Set<String>> members = Map.of("7", Set.of("ada"));

    AccessRules rules() {
        AccessRules rules = AccessRules.builder()
                .allow(Subject.anyone(), Action.HANDSHAKE)
                .allow(Subject.anyone(), Action.SUBSCRIBE, "/news/**")
                .allow(Subject.role("editor"), Action.PUBLISH, "/news/**")
                .allow(Subject.named("user"), Action.SUBSCRIBE, "/users/{user}/**")
                .allow(member(), Action.SUBSCRIBE, "/rooms/{room}/messages")
                .allow(member(), Action.PUBLISH, "/rooms/{room}/messages")
                .deny(Subject.role("muted"), Action.PUBLISH, "/**")
                .build();
        return rules;
    }

    Subject member() {
        return Subject.satisfying(
                "a member of the room", (principal, variables) -> members.getOrDefault(variables.get("room"), Set.of())
                        .contains(principal.name()));
    }

    BayeuxServer server(AccessRules rules) {
        BayeuxServer server =
                BayeuxServer.builder().extension(Authorization.of(rules)).build();
        return server;
    }
}
