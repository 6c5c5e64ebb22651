package io.faye.auth;

import io.faye.auth.rules.AccessRules;
import io.faye.auth.rules.AccessRulesBuilder;
import io.faye.auth.rules.Action;
import io.faye.protocol.Channel;
import io.faye.protocol.ChannelNames;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A rule about subscribing and publishing, and what it means, said with regular expressions. */
record Line(boolean allows, Condition condition, String template, Pattern pattern) {

    static Line of(boolean allows, Condition condition, String template) {
        String expression = Stream.of(template.substring(1).split("/", -1))
                .map(Line::expression)
                .collect(Collectors.joining());
        return new Line(allows, condition, template, Pattern.compile(expression));
    }

    private static String expression(String segment) {
        return switch (segment) {
            case "*" -> "/[^/]+";
            case "**" -> "(/[^/]+)+";
            case "{x}" -> "/(?<x>[^/]+)";
            case "{y}" -> "/(?<y>[^/]+)";
            default -> "/" + Pattern.quote(segment);
        };
    }

    void addTo(AccessRulesBuilder rules) {
        for (Action operation : List.of(Action.SUBSCRIBE, Action.PUBLISH)) {
            if (allows) {
                rules.allow(condition.who(), operation, template);
            } else {
                rules.deny(condition.who(), operation, template);
            }
        }
    }

    static AccessRules rules(List<Line> lines) {
        AccessRulesBuilder builder = AccessRules.builder(ChannelNames.COMETD);
        lines.forEach(line -> line.addTo(builder));
        return builder.build();
    }

    static boolean permit(List<Line> lines, @Nullable Principal principal, Channel channel) {
        List<Line> about =
                lines.stream().filter(line -> line.isAbout(principal, channel)).toList();
        return !about.isEmpty() && about.stream().allMatch(Line::allows);
    }

    boolean isAbout(@Nullable Principal principal, Channel channel) {
        Matcher matcher = pattern.matcher(channel.toString());
        if (!matcher.matches()) {
            return false;
        }
        Map<String, String> values = new HashMap<>();
        for (String variable : new String[] {"x", "y"}) {
            if (template.contains("{" + variable + "}")) {
                values.put(variable, matcher.group(variable));
            }
        }
        return condition.holds(principal, values);
    }

    @Override
    public String toString() {
        return (allows ? "allow " : "deny ") + condition + " " + template;
    }
}
