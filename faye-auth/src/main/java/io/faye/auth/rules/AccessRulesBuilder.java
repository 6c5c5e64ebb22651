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
     * @param who whom
     * @param operation what
     * @param templates on which channels, as {@link ChannelTemplate} writes them: one at least, but none for handshakes
     * @return this
     * @throws IllegalArgumentException if a template is none, or has no variable that {@code who} asks for, or is for
     *     the protocol's own channels
     */
    public AccessRulesBuilder allow(Subject who, Action operation, String... templates) {
        return add(true, who, operation, templates);
    }

    /**
     * Denies something, also if it is allowed by another rule.
     *
     * @param who to whom
     * @param operation what
     * @param templates on which channels, as {@link ChannelTemplate} writes them: one at least, but none for handshakes
     * @return this
     * @throws IllegalArgumentException if a template is none, or has no variable that {@code who} asks for, or is for
     *     the protocol's own channels
     */
    public AccessRulesBuilder deny(Subject who, Action operation, String... templates) {
        return add(false, who, operation, templates);
    }

    private AccessRulesBuilder add(boolean allows, Subject who, Action operation, String... templates) {
        number++;
        if ((operation == Action.HANDSHAKE) != (templates.length == 0)) {
            throw new IllegalArgumentException("Rule " + number
                    + ": expected channel templates to subscribe or publish to, and none for handshakes, but got "
                    + List.of(templates) + " to " + operation);
        }
        if (templates.length == 0) {
            rules.add(rule(allows, who, operation, null));
        }
        for (String template : templates) {
            rules.add(rule(allows, who, operation, template));
        }
        return this;
    }

    private AccessRule rule(boolean allows, Subject who, Action operation, @Nullable String template) {
        try {
            return AccessRule.of(number, allows, who, operation, template == null ? null : channels(template));
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
