package io.faye.auth;

import io.faye.protocol.Channel;
import io.faye.protocol.ChannelPattern;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;

/** All channels of few segments over few names, and rules about them. */
final class Universe {

    /** Names of principals; that of Ada can stand in a rule, that of Eve only in the place of a variable. */
    static final String ADA = "a.d'a +#";

    static final String EVE = "e*e";

    /** What is in rules, in names of principals, and one of which no rule can speak, standing for all the others. */
    static final List<String> SEGMENTS = List.of("a", ADA, EVE, "service", "{x}");

    static final List<Channel> CHANNELS = names(SEGMENTS, 4).stream()
            .filter(name -> !name.isEmpty())
            .map(Channel::of)
            .toList();

    private Universe() {}

    /** {@return the channels whose messages a subscription to a pattern stands for} */
    static List<Channel> heard(String pattern) {
        return CHANNELS.stream().filter(ChannelPattern.of(pattern)::matches).toList();
    }

    /** More is allowed than denied, and more to everybody: or else nothing would ever be granted as a whole. */
    static Arbitrary<List<Line>> rules(List<Condition> conditions) {
        List<Line> lines = new ArrayList<>();
        for (String template : templates()) {
            for (Condition condition : conditions) {
                if (condition.suits(template)) {
                    lines.add(Line.of(true, condition, template));
                    lines.add(Line.of(true, Condition.ANYONE, template));
                    lines.add(Line.of(false, condition, template));
                }
            }
        }
        return Arbitraries.of(lines).list().ofMinSize(1).ofMaxSize(7);
    }

    private static List<String> templates() {
        List<String> templates = new ArrayList<>();
        for (String name : names(List.of("a", ADA, "service", "{x}", "{x}", "{y}"), 3)) {
            boolean twice = name.replaceFirst("\\{x}", "").contains("{x}")
                    || name.replaceFirst("\\{y}", "").contains("{y}");
            if (!twice && name.split("/", -1).length <= 3) {
                templates.addAll(List.of(name + "/*", name + "/**", name + "/**"));
            }
            if (!twice && !name.isEmpty()) {
                templates.add(name);
            }
        }
        return templates;
    }

    /** {@return names of segments that a rule might take for something else, and some that are no names} */
    static Arbitrary<String> strangeNames() {
        return Arbitraries.frequencyOf(
                        Tuple.of(3, Arbitraries.of(SEGMENTS)),
                        Tuple.of(
                                2,
                                Arbitraries.of(
                                        "*",
                                        "**",
                                        "***",
                                        "a*",
                                        "*a",
                                        " a",
                                        "a ",
                                        "A",
                                        ".",
                                        "..",
                                        "{x",
                                        "{}",
                                        "{*}",
                                        "%61",
                                        "",
                                        "service ")))
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(segments -> "/" + String.join("/", segments));
    }

    static List<String> names(List<String> segments, int depth) {
        List<String> all = new ArrayList<>(List.of(""));
        List<String> level = all;
        for (int i = 0; i < depth; i++) {
            level = level.stream()
                    .flatMap(name -> segments.stream().map(segment -> name + "/" + segment))
                    .toList();
            all.addAll(level);
        }
        return all;
    }
}
