package io.faye.auth;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rules for the same channels. Those that ask for a role are found by it, because there may be many. */
final class RuleSet {

    private final List<Rule> others = new ArrayList<>(0);
    private final Map<String, List<Rule>> byRole = new HashMap<>(0);

    void add(Rule rule) {
        if (rule.who().roles().isEmpty()) {
            others.add(rule);
        } else {
            rule.who().roles().forEach(role -> byRole.computeIfAbsent(role, name -> new ArrayList<>(1))
                    .add(rule));
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
        Rule rule = find(others, question, least);
        return rule == null && !byRole.isEmpty() ? ofRole(question, least) : rule;
    }

    private @Nullable Rule ofRole(Question question, Answer least) {
        Principal principal = question.principal();
        if (principal != null) {
            for (String role : principal.roles()) {
                List<Rule> rules = byRole.get(role);
                Rule rule = rules == null ? null : find(rules, question, least);
                if (rule != null) {
                    return rule;
                }
            }
        }
        return null;
    }

    /** Without an iterator: nothing is allocated. */
    private static @Nullable Rule find(List<Rule> rules, Question question, Answer least) {
        for (int i = 0; i < rules.size(); i++) {
            Rule rule = rules.get(i);
            if (rule.test().ask(question).compareTo(least) >= 0) {
                return rule;
            }
        }
        return null;
    }
}
