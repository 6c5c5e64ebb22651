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
 * Which principals may handshake, and may subscribe and publish to which channels. {@link Authorization} enforces the rules.
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
        for (Action action : Action.values()) {
            grants.put(action, new RuleTree());
            denials.put(action, new RuleTree());
        }
        rules.forEach(
                rule -> tree(rule.allows() ? grants : denials, rule.action()).add(rule));
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
     * {@return whether a principal may begin a session}
     *
     * @param principal the principal, null for a client that is not authenticated
     */
    public boolean permitsHandshake(@Nullable Principal principal) {
        return permits(Action.HANDSHAKE, AccessRequest.about(principal));
    }

    /**
     * {@return whether a principal may perform an action on a channel}
     *
     * @param principal the principal, null for a client that is not authenticated
     * @param action the action
     * @param channel the channel
     */
    public boolean permits(@Nullable Principal principal, Action action, Channel channel) {
        return !channel.isMeta() && permits(action, AccessRequest.about(principal, channel));
    }

    private boolean permits(Action action, AccessRequest request) {
        return tree(denials, action).matching(request) == null
                && tree(grants, action).matching(request) != null;
    }

    /**
     * {@return what the rules say to an operation on all channels that a pattern stands for}
     *
     * @param principal the principal, null for a client that is not authenticated
     * @param action the action
     * @param pattern a channel or a wildcard
     */
    public Decision decide(@Nullable Principal principal, Action action, ChannelPattern pattern) {
        if (pattern.isMeta()) {
            return new Decision(Outcome.REFUSED, "no rule applies to the protocol's own channels");
        }
        return decide(action, pattern.toString(), AccessRequest.about(principal, pattern));
    }

    /**
     * {@return what the rules say to a handshake}
     *
     * @param principal the principal, null for a client that is not authenticated
     */
    public Decision decideHandshake(@Nullable Principal principal) {
        return decide(Action.HANDSHAKE, "", AccessRequest.about(principal));
    }

    private Decision decide(Action action, String what, AccessRequest request) {
        List<AccessRule> denied = tree(denials, action).covering(request);
        if (!denied.isEmpty()) {
            return new Decision(Outcome.REFUSED, listed(denied));
        }
        AccessRule granting = tree(grants, action).touching(request);
        if (granting == null) {
            return new Decision(
                    Outcome.REFUSED, ("no rule allows " + name(request) + " to " + action + " " + what).strip());
        }
        AccessRule denying = tree(denials, action).touching(request);
        if (denying != null) {
            return new Decision(Outcome.PARTLY, "not what is denied by " + denying);
        }
        List<AccessRule> granted = tree(grants, action).covering(request);
        return granted.isEmpty()
                ? new Decision(Outcome.PARTLY, "only what is allowed, such as by " + granting)
                : new Decision(Outcome.GRANTED, listed(granted));
    }

    /**
     * {@return which rule decides on a handshake, and why, in one line}
     *
     * @param principal the principal, null for a client that is not authenticated
     */
    public String explainHandshake(@Nullable Principal principal) {
        return decideHandshake(principal).toString();
    }

    /**
     * {@return which rule decides, and why, in one line} What is granted in part is refused as a whole, unless deliveries
     * are {@linkplain Authorization#filtering filtered}.
     *
     * @param principal the principal, null for a client that is not authenticated
     * @param action the action
     * @param channel a channel or a wildcard; anything for a handshake
     * @throws IllegalArgumentException if it is neither
     */
    public String explain(@Nullable Principal principal, Action action, String channel) {
        return decide(principal, action, channel).toString();
    }

    Decision decide(@Nullable Principal principal, Action action, String channel) {
        return action == Action.HANDSHAKE
                ? decideHandshake(principal)
                : decide(principal, action, ChannelPattern.of(channel));
    }

    private static RuleTree tree(Map<Action, RuleTree> trees, Action action) {
        RuleTree tree = trees.get(action);
        if (tree == null) {
            throw new IllegalStateException("There are no rules to " + action);
        }
        return tree;
    }

    private static String name(AccessRequest request) {
        return request.principal() == null
                ? "a client that is not authenticated"
                : request.principal().name();
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
