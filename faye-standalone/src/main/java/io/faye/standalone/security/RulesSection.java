package io.faye.standalone.security;

import io.faye.auth.rules.AccessRules;
import io.faye.auth.rules.AccessRulesBuilder;
import io.faye.auth.rules.Action;
import io.faye.auth.rules.Subject;
import io.faye.protocol.ChannelNames;
import io.faye.standalone.config.Setting;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A list of rules: {@code allow} or {@code deny} operations on {@code channels}, {@code to} whom.
 *
 * @param names which names of channels the server accepts
 */
record RulesSection(ChannelNames names) {

    private static final String ALLOW = "allow";
    private static final String DENY = "deny";
    private static final String CHANNELS = "channels";
    private static final String TO = "to";
    private static final String ANYONE = "anyone";
    private static final String ROLE = "role:";
    private static final String NAMED = "named:";

    AccessRules read(Setting section) {
        AccessRulesBuilder rules = AccessRules.builder(names);
        section.list().forEach(rule -> add(rules, rule));
        return rules.build();
    }

    /** Reads rules where nobody is ever authenticated: one that is for somebody would be there in vain. */
    AccessRules readForNobody(Setting section) {
        AccessRules rules = read(section);
        section.list().stream()
                .flatMap(rule -> rule.field(TO).stream())
                .flatMap(to -> to.list().stream())
                .filter(to -> !to.text().equals(ANYONE))
                .findFirst()
                .ifPresent(to -> {
                    throw to.wrong("without an 'auth' section nobody is ever '" + to.text() + "'");
                });
        return rules;
    }

    private static void add(AccessRulesBuilder rules, Setting rule) {
        if (!rule.hasFields()) {
            throw rule.wrong("expected a list of rules here, such as '- allow: handshake'");
        }
        rule.fields(Set.of(ALLOW, DENY, CHANNELS, TO));
        Optional<Setting> allow = rule.field(ALLOW);
        Optional<Setting> deny = rule.field(DENY);
        if (allow.isPresent() == deny.isPresent()) {
            throw rule.wrong("expected either 'allow' or 'deny' in a rule");
        }
        Subject who = rule.field(TO).map(RulesSection::who).orElse(Subject.anyone());
        String[] channels =
                rule.field(CHANNELS).map(Setting::texts).orElse(List.of()).toArray(String[]::new);
        for (Setting operation : allow.or(() -> deny).orElseThrow().list()) {
            Action what = operation.as(RulesSection::operation);
            rule.checked(() -> allow.isPresent() ? rules.allow(who, what, channels) : rules.deny(who, what, channels));
        }
    }

    private static Action operation(String text) {
        return switch (text) {
            case "handshake" -> Action.HANDSHAKE;
            case "subscribe" -> Action.SUBSCRIBE;
            case "publish" -> Action.PUBLISH;
            default ->
                throw new IllegalArgumentException("expected handshake, subscribe or publish, but got '" + text + "'");
        };
    }

    /** Several: whoever is one of them. */
    private static Subject who(Setting setting) {
        List<Subject> all =
                setting.list().stream().map(one -> one.as(RulesSection::who)).toList();
        return all.stream().reduce(Subject::or).orElseThrow(() -> setting.wrong("expected somebody here"));
    }

    private static Subject who(String text) {
        if (text.equals(ANYONE)) {
            return Subject.anyone();
        }
        if (text.equals("authenticated")) {
            return Subject.authenticated();
        }
        if (text.startsWith(ROLE)) {
            return Subject.role(behind(ROLE, text));
        }
        if (text.startsWith(NAMED)) {
            return Subject.named(behind(NAMED, text));
        }
        throw new IllegalArgumentException(
                "expected anyone, authenticated, role:<role> or named:<variable>, but got '" + text + "'");
    }

    private static String behind(String kind, String text) {
        String name = text.substring(kind.length()).strip();
        if (name.isEmpty()) {
            throw new IllegalArgumentException("expected a name behind '" + kind + "'");
        }
        return name;
    }
}
