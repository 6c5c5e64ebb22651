package io.faye.tck;

import java.util.ArrayList;
import java.util.List;

/** What came of all rules, in the order of {@code RULES.md}. */
record Results(List<RuleResult> rules) {

    /**
     * {@return what tests say of rules}
     *
     * @param tests those that ran
     */
    static Results of(List<TestResult> tests) {
        List<RuleResult> rules = new ArrayList<>();
        for (Rule rule : Rules.ALL) {
            List<TestResult> about =
                    tests.stream().filter(test -> test.isAbout(rule)).toList();
            rules.add(RuleResult.of(rule, about, otherwise(rule)));
        }
        return new Results(rules);
    }

    private static String otherwise(Rule rule) {
        return switch (rule.kit()) {
            case "DistributedEngineTck" -> "asked for with --distributed";
            case "FaultyBackendTck" -> "asked for with --stop, --start, --pause and --resume";
            default -> "has no test of its own";
        };
    }

    long count(Outcome outcome) {
        return rules.stream().filter(rule -> rule.outcome() == outcome).count();
    }

    boolean isBroken() {
        return count(Outcome.FAILED) > 0;
    }

    /** {@return how many rules came out how, in words} */
    String summary() {
        List<String> parts = new ArrayList<>();
        for (Outcome outcome : Outcome.values()) {
            if (count(outcome) > 0) {
                parts.add(count(outcome) + " " + outcome);
            }
        }
        return rules.size() + " rules: " + String.join(", ", parts);
    }
}
