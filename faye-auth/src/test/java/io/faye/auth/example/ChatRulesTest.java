package io.faye.auth.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.auth.Principal;
import io.faye.auth.rules.AccessRules;
import io.faye.auth.rules.Action;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The documentation's access rules")
class ChatRulesTest {

    private static final AccessRules RULES = new ChatRules().rules();

    @Test
    @DisplayName("explain themselves as the documentation says")
    void explainThemselves() throws IOException {
        String document =
                Files.readString(Path.of(System.getProperty("basedir", ".")).resolve("../docs/rules.md"));
        Principal ada = Principal.of("ada");
        for (String explanation : new String[] {
            RULES.explain(ada, Action.SUBSCRIBE, "/users/ada/*"),
            RULES.explain(ada, Action.SUBSCRIBE, "/users/**"),
            RULES.explain(ada, Action.PUBLISH, "/news/today"),
            RULES.explain(Principal.of("eve", "muted"), Action.PUBLISH, "/rooms/7/messages")
        }) {
            assertThat(document).containsIgnoringWhitespaces(explanation);
        }
    }

    @Test
    @DisplayName("let members alone into a room")
    void letMembersIn() {
        assertThat(RULES.explain(Principal.of("ada"), Action.SUBSCRIBE, "/rooms/7/messages"))
                .startsWith("granted: ");
        assertThat(RULES.explain(Principal.of("eve"), Action.SUBSCRIBE, "/rooms/7/messages"))
                .startsWith("refused: ");
    }
}
