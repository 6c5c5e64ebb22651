package io.faye.auth.rules;

import io.faye.auth.Principal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rules for the same channels. Those that ask for a role are found by it, because there may be many. */
final class RuleSet {

    private final List<AccessRule> others = new ArrayList<>(0);
    private final Map<String, List<AccessRule>> byRole = new HashMap<>(0);

    void add(AccessRule rule) {
        if (rule.subject().roles().isEmpty()) {
            others.add(rule);
        } else {
            rule.subject().roles().forEach(role -> byRole.computeIfAbsent(role, name -> new ArrayList<>(1))
                    .add(rule));
        }
    }

    /** {@return a rule whose condition holds for all channels in question} */
    @Nullable
    AccessRule certain(AccessRequest request) {
        return find(request, Match.FULL);
    }

    /** {@return a rule whose condition holds for a channel in question, or may do so} */
    @Nullable
    AccessRule possible(AccessRequest request) {
        return find(request, Match.PARTIAL);
    }

    private @Nullable AccessRule find(AccessRequest request, Match least) {
        AccessRule rule = find(others, request, least);
        return rule == null && !byRole.isEmpty() ? ofRole(request, least) : rule;
    }

    private @Nullable AccessRule ofRole(AccessRequest request, Match least) {
        Principal principal = request.principal();
        if (principal != null) {
            for (String role : principal.roles()) {
                List<AccessRule> rules = byRole.get(role);
                AccessRule rule = rules == null ? null : find(rules, request, least);
                if (rule != null) {
                    return rule;
                }
            }
        }
        return null;
    }

    /** Without an iterator: nothing is allocated. */
    private static @Nullable AccessRule find(List<AccessRule> rules, AccessRequest request, Match least) {
        for (int i = 0; i < rules.size(); i++) {
            AccessRule rule = rules.get(i);
            if (rule.test().ask(request).compareTo(least) >= 0) {
                return rule;
            }
        }
        return null;
    }
}
