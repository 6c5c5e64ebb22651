package io.faye.auth;

import io.faye.protocol.Channel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A rule about subscribing and publishing, and what it means, said with regular expressions. */
record Line(boolean allows, Condition condition, String template, Pattern pattern) {

    static Line of(boolean allows, Condition condition, String template) {
        String expression = template.replace("/**", "(/[^/]+)+")
                .replace("/*", "/[^/]+")
                .replace("{x}", "(?<x>[^/]+)")
                .replace("{y}", "(?<y>[^/]+)");
        return new Line(allows, condition, template, Pattern.compile(expression));
    }

    void addTo(AccessRulesBuilder rules) {
        for (Operation operation : List.of(Operation.SUBSCRIBE, Operation.PUBLISH)) {
            if (allows) {
                rules.allow(condition.who(), operation, template);
            } else {
                rules.deny(condition.who(), operation, template);
            }
        }
    }

    static AccessRules rules(List<Line> lines) {
        AccessRulesBuilder builder = AccessRules.builder();
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
