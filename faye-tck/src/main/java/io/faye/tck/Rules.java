package io.faye.tck;

import io.faye.tck.EngineRule.Level;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rules that {@code RULES.md} lists: a heading for each kit, below it one for each rule with three paragraphs. */
final class Rules {

    static final List<Rule> ALL = read();

    private static final String RULE =
            "### ([A-Z]+-\\d+) (MUST|MAY)\n\n(.+?)\n\nWhy: (.+?)\n\nLook at: (.+?)\n(?=\n|\\z)";

    private Rules() {}

    /** {@return what the kit that a test belongs to says of a rule} */
    static Optional<Rule> find(Class<?> test, String id, Level level) {
        return ALL.stream()
                .filter(rule -> rule.id().equals(id) && rule.level() == level && isOf(test, rule.kit()))
                .findFirst();
    }

    private static boolean isOf(@Nullable Class<?> test, String kit) {
        return test != null && (test.getSimpleName().equals(kit) || isOf(test.getSuperclass(), kit));
    }

    private static List<Rule> read() {
        try (InputStream source = Objects.requireNonNull(Rules.class.getResourceAsStream("RULES.md"))) {
            return parse(new String(source.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Rule> parse(String text) {
        List<Rule> rules = new ArrayList<>();
        for (String section : text.split("(?m)^## ", -1)) {
            String kit = section.lines().findFirst().orElse("");
            Matcher matcher = Pattern.compile(RULE, Pattern.DOTALL).matcher(section);
            while (matcher.find()) {
                rules.add(new Rule(
                        kit,
                        matcher.group(1),
                        Level.valueOf(matcher.group(2)),
                        line(matcher.group(3)),
                        line(matcher.group(4)),
                        line(matcher.group(5))));
            }
        }
        return List.copyOf(rules);
    }

    private static String line(String paragraph) {
        return paragraph.replace('\n', ' ').strip();
    }
}
