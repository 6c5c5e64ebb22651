package io.faye.auth.rules;

import io.faye.extension.ChannelTemplate;
import io.faye.protocol.ChannelNames;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds {@link AccessRules}. Rules are numbered from 1 on as they are given. Not safe for threads. */
public final class AccessRulesBuilder {

    private final ChannelNames names;
    private final List<AccessRule> rules = new ArrayList<>();
    private int number;

    AccessRulesBuilder(ChannelNames names) {
        this.names = names;
    }

    /**
     * Allows something.
     *
     * @param subject whom
     * @param action what
     * @param templates on which channels, as {@link ChannelTemplate} writes them: one at least, but none for handshakes
     * @return this
     * @throws IllegalArgumentException if a template is none, or has no variable that {@code subject} asks for, or is for
     *     the protocol's own channels
     */
    public AccessRulesBuilder allow(Subject subject, Action action, String... templates) {
        return add(true, subject, action, templates);
    }

    /**
     * Denies something, also if it is allowed by another rule.
     *
     * @param subject to whom
     * @param action what
     * @param templates on which channels, as {@link ChannelTemplate} writes them: one at least, but none for handshakes
     * @return this
     * @throws IllegalArgumentException if a template is none, or has no variable that {@code subject} asks for, or is for
     *     the protocol's own channels
     */
    public AccessRulesBuilder deny(Subject subject, Action action, String... templates) {
        return add(false, subject, action, templates);
    }

    private AccessRulesBuilder add(boolean allows, Subject subject, Action action, String... templates) {
        number++;
        if ((action == Action.HANDSHAKE) != (templates.length == 0)) {
            throw new IllegalArgumentException("Rule " + number
                    + ": expected channel templates to subscribe or publish to, and none for handshakes, but got "
                    + List.of(templates) + " to " + action);
        }
        if (templates.length == 0) {
            rules.add(rule(allows, subject, action, null));
        }
        for (String template : templates) {
            rules.add(rule(allows, subject, action, template));
        }
        return this;
    }

    private AccessRule rule(boolean allows, Subject subject, Action action, @Nullable String template) {
        try {
            return AccessRule.of(number, allows, subject, action, template == null ? null : channels(template));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("Rule " + number + ": " + e.getMessage(), e);
        }
    }

    private ChannelTemplate channels(String text) {
        ChannelTemplate template = ChannelTemplate.of(text, names);
        if (template.isMeta()) {
            throw new IllegalArgumentException(
                    "The protocol's own channels cannot be ruled, but got " + text + "; name an operation instead");
        }
        return template;
    }

    /** {@return the rules} */
    public AccessRules build() {
        return new AccessRules(rules);
    }
}
