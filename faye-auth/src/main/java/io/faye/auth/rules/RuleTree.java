package io.faye.auth.rules;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rules by the segments of their templates, so that of a thousand only those are asked whose template has the channel.
 */
final class RuleTree {

    private final RuleNode root = new RuleNode();

    void add(AccessRule rule) {
        root.add(rule, rule.template() == null ? List.of() : rule.template().segments());
    }

    /** {@return a rule for the one channel in question} */
    @Nullable
    AccessRule matching(AccessRequest request) {
        return root.matching(request, 0);
    }

    /** {@return a rule for at least one of the channels in question, as far as can be told} */
    @Nullable
    AccessRule touching(AccessRequest request) {
        return root.touching(request, 0);
    }

    /** {@return rules which together are for all channels in question; none if there are no such rules} */
    List<AccessRule> covering(AccessRequest request) {
        List<RuleNode> ends = new ArrayList<>();
        AccessRule wide = root.descend(request, 0, ends);
        if (wide != null) {
            return List.of(wide);
        }
        return switch (request.tail()) {
            case NOTHING -> certain(ends, request);
            case ONE_SEGMENT -> certain(below(ends), request);
            case SEGMENTS -> coveringAll(ends, request);
        };
    }

    private static List<AccessRule> certain(List<RuleNode> nodes, AccessRequest request) {
        for (RuleNode node : nodes) {
            AccessRule rule = node.here().certain(request);
            if (rule != null) {
                return List.of(rule);
            }
        }
        return List.of();
    }

    /** Level by level: what is for channels of one more segment each, until a rule is for all that are longer. */
    private static List<AccessRule> coveringAll(List<RuleNode> ends, AccessRequest request) {
        List<AccessRule> together = new ArrayList<>();
        for (List<RuleNode> level = ends; ; ) {
            level = below(level);
            List<AccessRule> exactly = certain(level, request);
            if (exactly.isEmpty()) {
                return List.of();
            }
            together.addAll(exactly);
            for (RuleNode node : level) {
                AccessRule wide = node.below().certain(request);
                if (wide != null) {
                    together.add(wide);
                    return together;
                }
            }
        }
    }

    /** Only what is for any segment: of names there are more than rules can list. */
    private static List<RuleNode> below(List<RuleNode> nodes) {
        List<RuleNode> below = new ArrayList<>();
        for (RuleNode node : nodes) {
            if (node.any() != null) {
                below.add(node.any());
            }
        }
        return below;
    }
}
