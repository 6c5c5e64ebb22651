package io.faye.tck.selftest;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.tck.EngineTck;
import io.faye.tck.selftest.court.Breaks;
import io.faye.tck.selftest.court.Candidate;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The engines that are wrong on purpose")
class CoverageTest {

    private static final int LEAST = 140;
    private static final Pattern MUST = Pattern.compile("(?m)^### ([A-Z]+-\\d+) MUST$");

    private static List<String> rules() throws IOException {
        try (InputStream rules = EngineTck.class.getResourceAsStream("RULES.md")) {
            String text = new String(rules.readAllBytes(), StandardCharsets.UTF_8);
            return MUST.matcher(text)
                    .results()
                    .map((MatchResult found) -> found.group(1))
                    .distinct()
                    .toList();
        }
    }

    @Test
    @DisplayName("break every rule that an engine must keep")
    void breakEveryRule() throws IOException {
        Map<String, TreeSet<String>> engines = new TreeMap<>();
        rules().forEach(rule -> engines.put(rule, new TreeSet<>()));
        WrongEngines.all().forEach(candidate -> candidate.breaks().forEach(rule -> engines.computeIfAbsent(
                        rule, unknown -> new TreeSet<>())
                .add(candidate.toString())));
        assertThat(engines)
                .as("wrong engines by rule")
                .allSatisfy((rule, wrong) -> assertThat(wrong).as(rule).isNotEmpty());
        assertThat(engines).containsOnlyKeys(rules());
    }

    @Test
    @DisplayName("are many, and each has a name of its own")
    void areMany() {
        assertThat(WrongEngines.all().map(Candidate::toString))
                .hasSizeGreaterThanOrEqualTo(LEAST)
                .doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("break one rule each, or say why more")
    void breakOneRule() {
        assertThat(WrongEngines.all().map(Candidate::type)).allSatisfy(type -> {
            Breaks breaks = type.getAnnotation(Breaks.class);
            boolean several = breaks.value().length + breaks.follows().length > 1;
            assertThat(several).isEqualTo(!breaks.because().isEmpty());
        });
    }
}
