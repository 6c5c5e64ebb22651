package io.faye.benchmark.rules;

import static io.faye.auth.rules.Action.PUBLISH;

import io.faye.auth.rules.AccessRules;
import io.faye.auth.rules.AccessRulesBuilder;
import io.faye.auth.rules.Subject;

/** A thousand rules, as different people would write them. Each lets the editor of room 7 publish. */
public enum Shape {
    /** A channel of its own for each rule. */
    CHANNELS {
        @Override
        void add(AccessRulesBuilder rules, int number) {
            rules.allow(Subject.authenticated(), PUBLISH, "/rooms/" + number + "/messages");
        }
    },
    /** Channels below a folder for each rule, and who is named in them. */
    VARIABLES {
        @Override
        void add(AccessRulesBuilder rules, int number) {
            rules.allow(Subject.named("user").or(Subject.role("editor")), PUBLISH, "/rooms/" + number + "/{user}/**");
            rules.allow(Subject.named("user").or(Subject.role("editor")), PUBLISH, "/rooms/" + number + "/{user}");
        }
    },
    /** One template, and a role for each rule. */
    ROLES {
        @Override
        void add(AccessRulesBuilder rules, int number) {
            rules.allow(
                    Subject.role(number == RULES - 1 ? "editor" : "role" + number), PUBLISH, "/rooms/{room}/messages");
        }
    },
    /** One template, and a role and something else for each rule. */
    COMBINED {
        @Override
        void add(AccessRulesBuilder rules, int number) {
            Subject editor = Subject.role(number == RULES - 1 ? "editor" : "role" + number);
            rules.allow(editor.and(Subject.authenticated()), PUBLISH, "/rooms/{room}/messages");
        }
    },
    /** One template, and a condition of one's own for each rule: all have to be asked. */
    CONDITIONS {
        @Override
        void add(AccessRulesBuilder rules, int number) {
            String room = number == RULES - 1 ? "7" : "other" + number;
            Subject guest =
                    Subject.satisfying("guest of " + room, (who, variables) -> room.equals(variables.get("room")));
            rules.allow(guest, PUBLISH, "/rooms/{room}/messages");
        }
    },
    /** Half of the rules deny. */
    DENIALS {
        @Override
        void add(AccessRulesBuilder rules, int number) {
            rules.allow(Subject.authenticated(), PUBLISH, "/rooms/" + number + "/messages");
            rules.deny(Subject.role("banned"), PUBLISH, "/rooms/" + number + "/**");
        }
    };

    private static final int RULES = 1_000;

    abstract void add(AccessRulesBuilder rules, int number);

    AccessRulesBuilder builder() {
        AccessRulesBuilder rules = AccessRules.builder();
        int lines = this == VARIABLES || this == DENIALS ? RULES / 2 : RULES;
        for (int i = 0; i < lines; i++) {
            add(rules, i);
        }
        return rules;
    }
}
