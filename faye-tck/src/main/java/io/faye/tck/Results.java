package io.faye.tck;

import io.faye.engine.EngineCapabilities;
import java.util.ArrayList;
import java.util.List;

/** What came of all rules, in the order of {@code RULES.md}. */
record Results(List<RuleResult> rules) {

    /**
     * {@return what tests say of rules}
     *
     * @param tests those that ran
     * @param capabilities what sort of engine it is
     */
    static Results of(List<TestResult> tests, EngineCapabilities capabilities) {
        List<RuleResult> rules = new ArrayList<>();
        for (Rule rule : Rules.ALL) {
            List<TestResult> about =
                    tests.stream().filter(test -> test.isAbout(rule)).toList();
            rules.add(about.isEmpty() ? untested(rule, capabilities) : RuleResult.of(rule, about));
        }
        return new Results(rules);
    }

    private static RuleResult untested(Rule rule, EngineCapabilities capabilities) {
        boolean several = rule.kit().equals(DistributedEngineTck.class.getSimpleName());
        if (several && !capabilities.isShared()) {
            return RuleResult.without(rule, TestOutcome.NOT_APPLICABLE, "the engine is not shared between processes");
        }
        if (!several && !capabilities.isDurable()) {
            return RuleResult.without(rule, TestOutcome.NOT_APPLICABLE, "nothing outlives the engine's process");
        }
        String asked = several ? "--distributed" : "--stop, --start, --pause and --resume, if a backend can be stopped";
        return RuleResult.without(rule, TestOutcome.NOT_CHECKED, "needs " + asked);
    }

    long count(TestOutcome outcome) {
        return rules.stream().filter(rule -> rule.outcome() == outcome).count();
    }

    boolean isBroken() {
        return count(TestOutcome.FAILED) > 0;
    }

    /** {@return how many rules came out how, in words} */
    String summary() {
        List<String> parts = new ArrayList<>();
        for (TestOutcome outcome : TestOutcome.values()) {
            if (count(outcome) > 0) {
                parts.add(count(outcome) + " " + outcome);
            }
        }
        return rules.size() + " rules: " + String.join(", ", parts);
    }
}
