package io.faye.standalone.security;

import io.faye.auth.Principal;
import io.faye.auth.rules.AccessRules;
import io.faye.auth.rules.Action;
import io.faye.auth.rules.Decision;
import io.faye.auth.rules.Decision.Outcome;
import io.faye.protocol.ChannelNames;
import io.faye.protocol.ChannelPattern;
import io.faye.standalone.config.Setting;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a server with a configuration file would say to an action, and why. Reads no secrets. */
public final class Explanation {

    private static final String CHANNEL_NAMES = "channel-names";

    private final Map<String, Setting> settings;
    private final ChannelNames names;

    private Explanation(Map<String, Setting> settings) {
        this.settings = settings;
        this.names = Optional.ofNullable(settings.get(CHANNEL_NAMES))
                .map(setting -> setting.as(text -> ChannelNames.valueOf(text.toUpperCase(Locale.ROOT))))
                .orElse(ChannelNames.FAYE);
    }

    /**
     * {@return what decides for a file}
     *
     * @param settings the file's settings
     */
    public static Explanation of(Map<String, Setting> settings) {
        return new Explanation(settings);
    }

    /**
     * {@return the decision, with its reason} What is granted in part is so only if the file filters deliveries.
     *
     * @param principal who, null for a client without a credential
     * @param action what
     * @param channel a channel, or for a subscription also a pattern; anything for a handshake
     * @throws IllegalArgumentException if there is no such channel or principal, or the file is wrong
     */
    public Decision decide(@Nullable Principal principal, Action action, String channel) {
        Optional<Setting> auth = Optional.ofNullable(settings.get(Security.AUTH));
        if (principal != null && auth.isEmpty()) {
            throw new IllegalArgumentException(
                    "Without an 'auth' section in the file nobody is ever '" + principal.name() + "'");
        }
        if (principal == null
                && auth.filter(section -> AuthSection.requires(section, action)).isPresent()) {
            return new Decision(Outcome.REFUSED, "'auth' requires a credential to " + action + " " + channel);
        }
        Setting rules = settings.get(Security.RULES);
        if (rules == null) {
            return new Decision(Outcome.GRANTED, "there are no rules");
        }
        RulesSection section = new RulesSection(names);
        return decide(
                auth.isPresent() ? section.read(rules) : section.readForNobody(rules), principal, action, channel);
    }

    private Decision decide(AccessRules rules, @Nullable Principal principal, Action action, String channel) {
        if (action == Action.HANDSHAKE) {
            return rules.decideHandshake(principal);
        }
        Decision decision = rules.decide(principal, action, pattern(action, channel));
        return decision.outcome() == Outcome.PARTLY && !filters()
                ? new Decision(
                        Outcome.REFUSED,
                        "only a part is allowed (" + decision.reason()
                                + "); 'filter-deliveries' would deliver that part")
                : decision;
    }

    private boolean filters() {
        return Optional.ofNullable(settings.get(Security.FILTER))
                .filter(Setting::flag)
                .isPresent();
    }

    private ChannelPattern pattern(Action action, String channel) {
        ChannelPattern pattern = names.pattern(channel)
                .orElseThrow(() -> new IllegalArgumentException(
                        "Expected a channel such as /chat/lobby, but got '" + channel + "'"));
        if (action == Action.PUBLISH && names.channel(channel).isEmpty()) {
            throw new IllegalArgumentException("Expected one channel to publish to, but got '" + channel + "'");
        }
        return pattern;
    }
}
