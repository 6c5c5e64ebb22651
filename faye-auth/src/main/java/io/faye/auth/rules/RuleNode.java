package io.faye.auth.rules;

import io.faye.auth.rules.AccessRequest.Tail;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rules whose templates begin with the same segments; variables are the same whatever their names. */
final class RuleNode {

    private final Map<String, RuleNode> named = new HashMap<>(0);
    private final RuleSet here = new RuleSet();
    private final RuleSet below = new RuleSet();
    private @Nullable RuleNode any;

    /** {@return the rules for the channel that ends here} */
    RuleSet here() {
        return here;
    }

    /** {@return the rules for all channels that go on from here} */
    RuleSet below() {
        return below;
    }

    /** {@return where it goes on with any segment} */
    @Nullable
    RuleNode any() {
        return any;
    }

    void add(AccessRule rule, List<String> rest) {
        if (rest.isEmpty()) {
            here.add(rule);
        } else if (rest.get(0).equals("**")) {
            below.add(rule);
        } else {
            child(rest.get(0)).add(rule, rest.subList(1, rest.size()));
        }
    }

    private RuleNode child(String segment) {
        boolean open = segment.charAt(0) == '{' || segment.equals("*");
        if (!open) {
            return named.computeIfAbsent(segment, name -> new RuleNode());
        }
        RuleNode child = any == null ? new RuleNode() : any;
        any = child;
        return child;
    }

    /** Asked on every publish: allocates nothing. */
    @Nullable
    AccessRule matching(AccessRequest request, int depth) {
        if (depth == request.segments().size()) {
            return here.certain(request);
        }
        AccessRule rule = below.certain(request);
        RuleNode child = rule == null ? named.get(request.segments().get(depth)) : null;
        if (child != null) {
            rule = child.matching(request, depth + 1);
        }
        return rule == null && any != null ? any.matching(request, depth + 1) : rule;
    }

    /** {@return a rule for all channels in question; if there is none, adds where the known segments lead to} */
    @Nullable
    AccessRule descend(AccessRequest request, int depth, List<RuleNode> ends) {
        boolean end = depth == request.segments().size();
        AccessRule wide = end && request.tail() == Tail.NOTHING ? null : below.certain(request);
        if (wide != null || end) {
            ends.add(this);
            return wide;
        }
        RuleNode child = named.get(request.segments().get(depth));
        wide = child == null ? null : child.descend(request, depth + 1, ends);
        return wide == null && any != null ? any.descend(request, depth + 1, ends) : wide;
    }

    @Nullable
    AccessRule touching(AccessRequest request, int depth) {
        if (depth == request.segments().size()) {
            return request.tail() == Tail.NOTHING ? here.possible(request) : touchingBelow(request, depth);
        }
        AccessRule rule = below.possible(request);
        RuleNode child = rule == null ? named.get(request.segments().get(depth)) : null;
        if (child != null) {
            rule = child.touching(request, depth + 1);
        }
        return rule == null && any != null ? any.touching(request, depth + 1) : rule;
    }

    /** The wildcard begins here, or further up. */
    private @Nullable AccessRule touchingBelow(AccessRequest request, int depth) {
        AccessRule rule = below.possible(request);
        for (Map.Entry<String, RuleNode> child : named.entrySet()) {
            if (rule == null && (depth > 0 || AccessRequest.isHeard(child.getKey()))) {
                rule = child.getValue().touchingFrom(request, depth + 1);
            }
        }
        return rule == null && any != null ? any.touchingFrom(request, depth + 1) : rule;
    }

    private @Nullable AccessRule touchingFrom(AccessRequest request, int depth) {
        AccessRule rule = here.possible(request);
        return rule == null && request.tail() == Tail.SEGMENTS ? touchingBelow(request, depth) : rule;
    }
}
