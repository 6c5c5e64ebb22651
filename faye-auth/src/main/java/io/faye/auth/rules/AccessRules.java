package io.faye.auth.rules;

import io.faye.auth.Principal;
import io.faye.auth.rules.Decision.Outcome;
import io.faye.protocol.Channel;
import io.faye.protocol.ChannelNames;
import io.faye.protocol.ChannelPattern;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who may shake hands, and who may subscribe and publish to what. {@link Authorization} has a server obey them.
 *
 * <p>What no rule allows is refused, handshakes too. What a rule denies is refused even if another allows it. The order
 * of rules does not matter: so what a rule does can be seen from it alone, and one more denial never opens anything.
 *
 * <p>A wildcard subscription is granted if every channel that it stands for is. Where that depends on what a variable
 * stands for it is not. It never stands for the protocol's own channels, which are refused whatever the rules say.
 *
 * <p>Immutable and safe for threads; decisions are made at once, from what is given.
 */
public final class AccessRules {

    private final Map<Action, RuleTree> grants = new EnumMap<>(Action.class);
    private final Map<Action, RuleTree> denials = new EnumMap<>(Action.class);
    private final List<AccessRule> rules;

    AccessRules(List<AccessRule> rules) {
        this.rules = List.copyOf(rules);
        for (Action operation : Action.values()) {
            grants.put(operation, new RuleTree());
            denials.put(operation, new RuleTree());
        }
        rules.forEach(
                rule -> tree(rule.allows() ? grants : denials, rule.operation()).add(rule));
    }

    /** {@return a builder without rules, which refuses everything, for a server of {@link ChannelNames#FAYE}} */
    public static AccessRulesBuilder builder() {
        return builder(ChannelNames.FAYE);
    }

    /**
     * {@return a builder without rules, which refuses everything}
     *
     * @param names which names of channels the server accepts: templates of others are refused. The rules hold for
     *     channels of any names
     */
    public static AccessRulesBuilder builder(ChannelNames names) {
        return new AccessRulesBuilder(names);
    }

    /**
     * {@return whether somebody may begin a session}
     *
     * @param principal who, null for somebody who was not authenticated
     */
    public boolean permitsHandshake(@Nullable Principal principal) {
        return permits(Action.HANDSHAKE, AccessRequest.about(principal));
    }

    /**
     * {@return whether somebody may do something}
     *
     * @param principal who, null for somebody who was not authenticated
     * @param operation what
     * @param channel where
     */
    public boolean permits(@Nullable Principal principal, Action operation, Channel channel) {
        return !channel.isMeta() && permits(operation, AccessRequest.about(principal, channel));
    }

    private boolean permits(Action operation, AccessRequest question) {
        return tree(denials, operation).matching(question) == null
                && tree(grants, operation).matching(question) != null;
    }

    /**
     * {@return what the rules say to an operation on all channels that a pattern stands for}
     *
     * @param principal who, null for somebody who was not authenticated
     * @param operation what
     * @param pattern a channel or a wildcard
     */
    public Decision decide(@Nullable Principal principal, Action operation, ChannelPattern pattern) {
        if (pattern.isMeta()) {
            return new Decision(Outcome.REFUSED, "the protocol's own channels are nobody's to " + operation);
        }
        return decide(operation, pattern.toString(), AccessRequest.about(principal, pattern));
    }

    /**
     * {@return what the rules say to a handshake}
     *
     * @param principal who, null for somebody who was not authenticated
     */
    public Decision decideHandshake(@Nullable Principal principal) {
        return decide(Action.HANDSHAKE, "", AccessRequest.about(principal));
    }

    private Decision decide(Action operation, String what, AccessRequest question) {
        List<AccessRule> denied = tree(denials, operation).covering(question);
        if (!denied.isEmpty()) {
            return new Decision(Outcome.REFUSED, listed(denied));
        }
        AccessRule granting = tree(grants, operation).touching(question);
        if (granting == null) {
            return new Decision(
                    Outcome.REFUSED, ("no rule allows " + name(question) + " to " + operation + " " + what).strip());
        }
        AccessRule denying = tree(denials, operation).touching(question);
        if (denying != null) {
            return new Decision(Outcome.PARTLY, "not what is denied by " + denying);
        }
        List<AccessRule> granted = tree(grants, operation).covering(question);
        return granted.isEmpty()
                ? new Decision(Outcome.PARTLY, "only what is allowed, such as by " + granting)
                : new Decision(Outcome.GRANTED, listed(granted));
    }

    /**
     * {@return which rule decides on a handshake, and why, in one line}
     *
     * @param principal who, null for somebody who was not authenticated
     */
    public String explainHandshake(@Nullable Principal principal) {
        return decideHandshake(principal).toString();
    }

    /**
     * {@return which rule decides, and why, in one line} What is granted in part is refused as a whole, unless deliveries
     * are {@linkplain Authorization#filtering filtered}.
     *
     * @param principal who, null for somebody who was not authenticated
     * @param operation what
     * @param channel a channel or a wildcard; anything for a handshake
     * @throws IllegalArgumentException if it is neither
     */
    public String explain(@Nullable Principal principal, Action operation, String channel) {
        return decide(principal, operation, channel).toString();
    }

    Decision decide(@Nullable Principal principal, Action operation, String channel) {
        return operation == Action.HANDSHAKE
                ? decideHandshake(principal)
                : decide(principal, operation, ChannelPattern.of(channel));
    }

    private static RuleTree tree(Map<Action, RuleTree> trees, Action operation) {
        RuleTree tree = trees.get(operation);
        if (tree == null) {
            throw new IllegalStateException("There are no rules to " + operation);
        }
        return tree;
    }

    private static String name(AccessRequest question) {
        return question.principal() == null
                ? "somebody who was not authenticated"
                : question.principal().name();
    }

    private static String listed(List<AccessRule> rules) {
        return rules.stream().map(AccessRule::toString).collect(Collectors.joining("; "));
    }

    /** {@return the rules, one on each line} */
    @Override
    public String toString() {
        return rules.stream().map(AccessRule::toString).collect(Collectors.joining("\n"));
    }
}
