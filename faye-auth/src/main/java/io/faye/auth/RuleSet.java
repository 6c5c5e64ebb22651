package io.faye.auth;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rules for the same channels. Those that ask for a role only are found by it, because there may be many. */
final class RuleSet {

    private final List<Rule> rules = new ArrayList<>(0);
    private final Map<String, Rule> byRole = new HashMap<>(0);

    void add(Rule rule) {
        String role = rule.who().role();
        if (role == null) {
            rules.add(rule);
        } else {
            byRole.putIfAbsent(role, rule);
        }
    }

    /** {@return a rule whose condition holds for all channels in question} */
    @Nullable
    Rule certain(Question question) {
        return find(question, Answer.YES);
    }

    /** {@return a rule whose condition holds for a channel in question, or may do so} */
    @Nullable
    Rule possible(Question question) {
        return find(question, Answer.DEPENDS);
    }

    private @Nullable Rule find(Question question, Answer least) {
        for (int i = 0; i < rules.size(); i++) {
            Rule rule = rules.get(i);
            if (rule.test().ask(question).compareTo(least) >= 0) {
                return rule;
            }
        }
        return byRole.isEmpty() ? null : ofRole(question.principal());
    }

    private @Nullable Rule ofRole(@Nullable Principal principal) {
        if (principal != null) {
            for (String role : principal.roles()) {
                Rule rule = byRole.get(role);
                if (rule != null) {
                    return rule;
                }
            }
        }
        return null;
    }
}
