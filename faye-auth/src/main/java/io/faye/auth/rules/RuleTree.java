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
    AccessRule matching(AccessRequest question) {
        return root.matching(question, 0);
    }

    /** {@return a rule for at least one of the channels in question, as far as can be told} */
    @Nullable
    AccessRule touching(AccessRequest question) {
        return root.touching(question, 0);
    }

    /** {@return rules which together are for all channels in question; none if there are no such rules} */
    List<AccessRule> covering(AccessRequest question) {
        List<RuleNode> ends = new ArrayList<>();
        AccessRule wide = root.descend(question, 0, ends);
        if (wide != null) {
            return List.of(wide);
        }
        return switch (question.tail()) {
            case NOTHING -> certain(ends, question);
            case ONE_SEGMENT -> certain(below(ends), question);
            case SEGMENTS -> coveringAll(ends, question);
        };
    }

    private static List<AccessRule> certain(List<RuleNode> nodes, AccessRequest question) {
        for (RuleNode node : nodes) {
            AccessRule rule = node.here().certain(question);
            if (rule != null) {
                return List.of(rule);
            }
        }
        return List.of();
    }

    /** Level by level: what is for channels of one more segment each, until a rule is for all that are longer. */
    private static List<AccessRule> coveringAll(List<RuleNode> ends, AccessRequest question) {
        List<AccessRule> together = new ArrayList<>();
        for (List<RuleNode> level = ends; ; ) {
            level = below(level);
            List<AccessRule> exactly = certain(level, question);
            if (exactly.isEmpty()) {
                return List.of();
            }
            together.addAll(exactly);
            for (RuleNode node : level) {
                AccessRule wide = node.below().certain(question);
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
